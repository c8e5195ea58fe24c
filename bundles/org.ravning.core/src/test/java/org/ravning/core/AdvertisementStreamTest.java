// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ravning.core.CoreFixture.DEVICE;
import static org.ravning.core.CoreFixture.OTHER;
import static org.ravning.core.CoreFixture.named;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.AdvertisementStream;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Overflow;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeRadio;

@ExtendWith(ThreadLeakCheck.class)
class AdvertisementStreamTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private CoreFixture fixture;
    private FakeRadio radio;

    @BeforeEach
    void open() throws InterruptedException {
        fixture = new CoreFixture();
        radio = fixture.radio;
    }

    @AfterEach
    void close() {
        fixture.close();
        assertThat(radio.complaints()).isEmpty();
    }

    private AdvertisementStream stream(ScanRequest request) throws Exception {
        return fixture.scanner().stream(request);
    }

    private static String name(Optional<Advertisement> heard) {
        return heard.map(Advertisement::localName).orElse("nothing");
    }

    @Test
    void next_returnsWhatWasHeardInOrder() throws Exception {
        try (AdvertisementStream heard = stream(ScanRequest.everything())) {
            radio.hears(DEVICE, -60, named("a"));
            radio.hears(OTHER, -60, named("b"));
            assertThat(name(heard.next(MINUTE))).isEqualTo("a");
            assertThat(name(heard.next(MINUTE))).isEqualTo("b");
            assertThat(heard.isActive()).isTrue();
        }
        Await.until("the radio stops", () -> !radio.isScanning());
    }

    @Test
    void next_nothingHeard_endsAtItsDeadline() throws Exception {
        try (AdvertisementStream heard = stream(ScanRequest.everything())) {
            Await.Call<Optional<Advertisement>> next = Await.inThread(() -> heard.next(Duration.ofSeconds(3)));
            next.untilBlocked();
            fixture.advance(Duration.ofSeconds(3));
            assertThat(Await.result(next)).isEmpty();
            assertThat(heard.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void next_interrupted_losesNothing() throws Exception {
        try (AdvertisementStream heard = stream(ScanRequest.everything())) {
            Await.Call<Optional<Advertisement>> next = Await.inThread(() -> heard.next(MINUTE));
            next.untilBlocked();
            next.interrupt();
            assertThatThrownBy(() -> Await.result(next)).hasCauseInstanceOf(InterruptedException.class);
            radio.hears(DEVICE, -60, named("a"));
            assertThat(name(heard.next(MINUTE))).isEqualTo("a");
        }
    }

    @Test
    void close_whileSomebodyWaits_endsTheWait() throws Exception {
        AdvertisementStream heard = stream(ScanRequest.everything());
        Await.Call<Optional<Advertisement>> next = Await.inThread(() -> heard.next(MINUTE));
        next.untilBlocked();
        heard.close();
        assertThat(Await.result(next)).isEmpty();
        assertThat(heard.isActive()).isFalse();
        assertThat(heard.next(MINUTE)).isEmpty();
    }

    @Test
    void bluetoothClosed_endsTheWait() throws Exception {
        AdvertisementStream heard = stream(ScanRequest.everything());
        Await.Call<Optional<Advertisement>> next = Await.inThread(() -> heard.next(MINUTE));
        next.untilBlocked();
        fixture.close();
        assertThat(Await.result(next)).isEmpty();
        heard.close();
    }

    @Test
    void queueFull_losesTheOldestAndCounts() throws Exception {
        try (AdvertisementStream heard =
                stream(ScanRequest.builder().queueCapacity(2).build())) {
            for (String name : List.of("a", "b", "c", "d")) {
                radio.hears(DEVICE, -60, named(name));
            }
            Await.until("two are lost", () -> heard.dropped() == 2);
            assertThat(name(heard.next(MINUTE))).isEqualTo("c");
            assertThat(name(heard.next(MINUTE))).isEqualTo("d");
            assertThat(fixture.counter("advertisements_dropped")).isEqualTo(2);
        }
    }

    @Test
    void queueFull_endsIfNothingMayBeLost() throws Exception {
        ScanRequest all =
                ScanRequest.builder().queueCapacity(1).overflow(Overflow.CLOSE).build();
        try (AdvertisementStream heard = stream(all)) {
            for (int i = 0; i < 3 && radio.isScanning(); i++) {
                radio.hearsIfScanning(DEVICE, -60, named("a"));
            }
            Await.until("it has ended", () -> !heard.isActive());
            Await.until("the radio stops", () -> !radio.isScanning());
        }
    }

    @Test
    void within_isOverWhenTheTimeIs() throws Exception {
        try (AdvertisementStream heard = stream(ScanRequest.everything())) {
            List<String> names = new CopyOnWriteArrayList<>();
            Await.Call<Boolean> loop = Await.inThread(() -> {
                for (Advertisement advertisement : heard.within(Duration.ofSeconds(5))) {
                    names.add(advertisement.localName());
                }
                return true;
            });
            radio.hears(DEVICE, -60, named("a"));
            radio.hears(DEVICE, -60, named("b"));
            Await.until("both are taken", () -> names.size() == 2);
            loop.untilBlocked();
            fixture.advance(Duration.ofSeconds(5));
            assertThat(Await.result(loop)).isTrue();
            assertThat(names).containsExactly("a", "b");
        }
    }

    @Test
    void within_interrupted_endsAndStaysInterrupted() throws Exception {
        try (AdvertisementStream heard = stream(ScanRequest.everything())) {
            Await.Call<Boolean> loop = Await.inThread(() -> {
                heard.within(MINUTE).forEach(advertisement -> {});
                return Thread.currentThread().isInterrupted();
            });
            loop.untilBlocked();
            loop.interrupt();
            assertThat(Await.result(loop)).isTrue();
        }
    }

    @Test
    void stream_ofTheJdk_takesAsManyAsItNeeds() throws Exception {
        try (AdvertisementStream heard = stream(ScanRequest.everything())) {
            radio.hears(DEVICE, -60, named("a"));
            radio.hears(DEVICE, -60, named("b"));
            List<String> names = new ArrayList<>();
            heard.stream(MINUTE).limit(2).forEach(advertisement -> names.add(advertisement.localName()));
            assertThat(names).containsExactly("a", "b");
        }
    }

    @Test
    void discover_interrupted_throwsAndStops() throws Exception {
        Await.Call<List<Advertisement>> discovery =
                Await.inThread(() -> fixture.scanner().discover(ScanRequest.everything(), MINUTE));
        Await.until("a scan runs", radio::isScanning);
        discovery.untilBlocked();
        discovery.interrupt();
        assertThatThrownBy(() -> Await.result(discovery)).hasCauseInstanceOf(InterruptedException.class);
        Await.until("the radio stops", () -> !radio.isScanning());
    }

    @Test
    void stream_withoutAnAdapter_isRefused() {
        fixture.backend.power(radio, false);
        assertThatThrownBy(() -> stream(ScanRequest.everything())).isInstanceOf(BleUnavailableException.class);
    }

    @Test
    void next_fromAListener_throwsAtOnce() throws Exception {
        try (AdvertisementStream heard = stream(ScanRequest.everything())) {
            CompletableFuture<Optional<Advertisement>> result = new CompletableFuture<>();
            try (Subscription scan = fixture.scanner().scan(ScanRequest.everything(), advertisement -> {
                try {
                    result.complete(heard.next(MINUTE));
                } catch (Exception e) {
                    result.completeExceptionally(e);
                }
            })) {
                radio.hears(DEVICE, -60, named("a"));
                assertThatThrownBy(() -> Await.result(result))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IllegalStateException.class);
                assertThat(scan.isActive()).isTrue();
            }
        }
    }

    @Test
    void listener_isToldTheEndOnce() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        Subscription scan = fixture.scanner().scan(ScanRequest.everything(), new AdvertisementListener() {
            @Override
            public void onAdvertisement(Advertisement advertisement) {
                told.add("heard");
            }

            @Override
            public void onEnd() {
                told.add("end");
            }
        });
        radio.hears(DEVICE, -60, named("a"));
        Await.until("it is heard", () -> told.size() == 1);
        scan.close();
        scan.close();
        assertThat(told).containsExactly("heard", "end");
    }
}
