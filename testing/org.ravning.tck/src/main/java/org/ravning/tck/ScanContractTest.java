// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleConnection;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Overflow;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;

/** The rules of scanning. */
public abstract class ScanContractTest extends ContractTest {
    private static final UUID BTHOME = BleUuid.of(0xFCD2);

    @BeforeEach
    void advertise() throws Exception {
        peer().advertise(BROADCAST);
    }

    private ScanRequest onlyPeer() {
        return ScanRequest.builder().device(device()).build();
    }

    private Subscription scan(List<Advertisement> heard) throws Exception {
        return scanner().scan(onlyPeer(), heard::add);
    }

    private static void awaitSome(List<Advertisement> heard) {
        int before = heard.size();
        Await.until("the peer is heard", () -> heard.size() > before);
    }

    @Test
    public void c01_scanner_usedByManyThreads_servesAll() throws Exception {
        List<Await.Call<Optional<Advertisement>>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(Await.inThread(() -> scanner().findFirst(ScanRequest.everything(), fromPeer(), seconds(10))));
        }
        for (Await.Call<Optional<Advertisement>> call : calls) {
            assertThat(Await.result(call)).isPresent();
        }
    }

    @Test
    public void c03_findFirst_nothingMatches_endsAtItsDeadline() throws Exception {
        Duration limit = seconds(1);
        long begun = System.nanoTime();
        Optional<Advertisement> found = scanner().findFirst(onlyPeer(), advertisement -> false, limit);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(found).isEmpty();
        assertThat(took).isBetween(limit, limit.plus(seconds(2)));
    }

    @Test
    public void c04_findFirst_interrupted_leavesNoDiscovery() throws Exception {
        Await.Call<Optional<Advertisement>> call =
                Await.inThread(() -> scanner().findFirst(onlyPeer(), advertisement -> false, seconds(60)));
        Await.until("scanning", () -> adapter().isScanning());
        call.interrupt();
        assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        Await.until("no discovery is left", () -> !adapter().isScanning());
    }

    @Test
    public void c05_listenerThatThrows_isKeptAndCalledSerially() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        try (Subscription scan = scanner().scan(onlyPeer(), advertisement -> {
            if (inside.incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            calls.incrementAndGet();
            inside.decrementAndGet();
            throw new IllegalStateException("thrown on purpose");
        })) {
            Await.until("called again after it threw", () -> calls.get() >= 3);
            assertThat(scan.isActive()).isTrue();
        }
        assertThat(overlaps).hasValue(0);
    }

    @Test
    public void c06_slowListener_losesByItsPolicyAndSlowsNobody() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        List<Advertisement> quick = new CopyOnWriteArrayList<>();
        List<Advertisement> slow = new CopyOnWriteArrayList<>();
        ScanRequest small = ScanRequest.builder()
                .device(device())
                .queueCapacity(1)
                .overflow(Overflow.DROP_OLDEST)
                .build();
        try (Subscription lossy = scanner().scan(small, advertisement -> {
                    slow.add(advertisement);
                    await(go);
                });
                Subscription lossless = scan(quick)) {
            Await.until("both have begun", () -> !slow.isEmpty() && !quick.isEmpty());
            int before = quick.size();
            Await.until("the other goes on", () -> quick.size() >= before + 4);
            Await.until("losses are counted", () -> lossy.dropped() >= 2);
            assertThat(slow).hasSize(1);
            assertThat(lossless.dropped()).isZero();
            go.countDown();
            Await.until("it goes on too", () -> slow.size() >= 2);
        } finally {
            go.countDown();
        }
    }

    @Test
    public void c07_close_noCallbackStartsAfterwards() throws Exception {
        for (int i = 0; i < 5; i++) {
            AtomicInteger late = new AtomicInteger();
            CountDownLatch first = new CountDownLatch(1);
            boolean[] closed = new boolean[1];
            Subscription scan = scanner().scan(onlyPeer(), advertisement -> {
                first.countDown();
                if (closed[0]) {
                    late.incrementAndGet();
                }
            });
            Await.latch("heard", first);
            scan.close();
            closed[0] = true;
            assertThat(scan.isActive()).isFalse();
            Await.never("a late call", seconds(0.1), () -> late.get() > 0);
        }
    }

    @Test
    public void c07_close_fromWithinTheListener_isTheLastCall() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CompletableFuture<Subscription> self = new CompletableFuture<>();
        self.complete(scanner().scan(onlyPeer(), advertisement -> {
            calls.incrementAndGet();
            self.join().close();
        }));
        Await.until("called", () -> calls.get() > 0);
        Await.never("called again", seconds(0.2), () -> calls.get() > 1);
    }

    @Test
    public void c12_blockingCall_fromAListener_throwsAtOnce() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        try (Subscription scan = scanner().scan(onlyPeer(), advertisement -> {
            try {
                Subscription other = scanner().scan(onlyPeer(), ignored -> {});
                other.close();
                thrown.complete(new AssertionError("did not throw"));
            } catch (Throwable e) {
                thrown.complete(e);
            }
        })) {
            assertThat(Await.result(thrown)).isInstanceOf(IllegalStateException.class);
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    public void c13_malformedFrame_isDroppedAndTheScanGoesOn() throws Exception {
        needs(Peer.Feature.MALFORMED);
        List<Advertisement> heard = new CopyOnWriteArrayList<>();
        try (Subscription scan = scan(heard)) {
            awaitSome(heard);
            peer().sendMalformed();
            awaitSome(heard);
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    public void c15_manyScans_eachHearsWhatItsOwnFilterAdmits() throws Exception {
        List<Advertisement> byName = new CopyOnWriteArrayList<>();
        List<Advertisement> byService = new CopyOnWriteArrayList<>();
        List<Advertisement> byOther = new CopyOnWriteArrayList<>();
        List<Advertisement> all = new CopyOnWriteArrayList<>();
        ScanRequest named = ScanRequest.builder().name("Specimen").build();
        ScanRequest serving = ScanRequest.builder().service(BTHOME).build();
        ScanRequest other = ScanRequest.builder().service("1234").build();
        try (Subscription first = scanner().scan(serving, byService::add)) {
            awaitSome(byService);
            try (Subscription second = scanner().scan(named, byName::add);
                    Subscription third = scanner().scan(other, byOther::add);
                    Subscription fourth = scanner().scan(ScanRequest.everything(), all::add)) {
                awaitSome(byName);
                awaitSome(all);
                assertThat(List.of(second, third, fourth)).allMatch(Subscription::isActive);
            }
            awaitSome(byService);
            assertThat(first.isActive()).isTrue();
        }
        assertThat(byName).allMatch(advertisement -> "Specimen".equals(advertisement.localName()));
        assertThat(byService)
                .allMatch(advertisement -> advertisement.serviceData().containsKey(BTHOME));
        assertThat(byOther).isEmpty();
    }

    @Test
    public void c16_advertisement_carriesItsPacketAndResponse() throws Exception {
        Advertisement heard = scanner()
                .findFirst(onlyPeer(), advertisement -> advertisement.localName() != null, seconds(10))
                .orElseThrow();
        assertThat(heard.localName()).isEqualTo("Specimen");
        assertThat(heard.serviceData()).containsEntry(BTHOME, Bytes.ofHex("4002ca0903bf13"));
        assertThat(heard.serviceUuids()).containsExactly(PeerGatt.ENVIRONMENT_SERVICE);
        assertThat(heard.heardBy()).isEqualTo(adapter().id());
        assertThat(heard.rssi()).isBetween(-127, 127);
    }

    @Test
    public void c16_changedAdvertisement_carriesNothingOfTheEarlier() throws Exception {
        List<Advertisement> heard = new CopyOnWriteArrayList<>();
        try (Subscription scan = scan(heard)) {
            awaitSome(heard);
            peer().advertise(AdvertisingData.builder()
                    .localName("Specimen")
                    .manufacturerData(0x0499, Bytes.ofHex("0512"))
                    .build());
            Await.until(
                    "the new one is heard",
                    () -> heard.stream()
                            .anyMatch(event -> event.manufacturerData().containsKey(0x0499)));
            assertThat(heard.stream().filter(event -> event.manufacturerData().containsKey(0x0499)))
                    .allMatch(event -> event.serviceData().isEmpty());
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    public void c16_connecting_isNoAdvertisement() throws Exception {
        List<Advertisement> heard = new CopyOnWriteArrayList<>();
        try (Subscription scan = scan(heard)) {
            awaitSome(heard);
            try (BleConnection connection = central().connect(device(), patient())) {
                peer().stopAdvertising();
                connection.read(characteristic(connection, PeerGatt.READ));
                Await.never("quiet", seconds(0.3), () -> false);
                heard.clear();
                connection.read(characteristic(connection, PeerGatt.READ));
            }
            Await.never("an advertisement of a device that does not advertise", seconds(0.5), () -> !heard.isEmpty());
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    public void c17_defaultAdapter_isTheFirstThatIsOn() {
        assertThat(ravning().adapters().all())
                .isSortedAccordingTo((left, right) -> left.id().compareTo(right.id()))
                .contains(adapter());
    }

    @Test
    public void c18_serviceFilter_inEveryLength_meansTheSame() throws Exception {
        for (String form : List.of("fcd2", "0000fcd2", "0000fcd2-0000-1000-8000-00805f9b34fb")) {
            ScanRequest request = ScanRequest.builder().service(form).build();
            assertThat(scanner().findFirst(request, fromPeer(), seconds(10)))
                    .as(form)
                    .isPresent();
        }
        ScanRequest near = ScanRequest.builder()
                .service("0000fcd2-0000-1000-8000-00805f9b34fc")
                .build();
        assertThat(scanner().findFirst(near, fromPeer(), seconds(0.5))).isEmpty();
        assertThatThrownBy(() -> ScanRequest.builder().service("fcd")).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            Await.latch("released", latch);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
