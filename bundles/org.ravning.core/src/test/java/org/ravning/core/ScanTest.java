// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ravning.core.CoreFixture.DEVICE;
import static org.ravning.core.CoreFixture.OTHER;
import static org.ravning.core.CoreFixture.named;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.BleUuid;
import org.ravning.api.BluezOptions;
import org.ravning.api.Bytes;
import org.ravning.api.Capability;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ScanMode;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.spi.AdvertisementReport.Part;
import org.ravning.testkit.Await;
import org.ravning.testkit.ManualTime;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeBackend;
import org.ravning.testkit.fake.FakeRadio;

@ExtendWith(ThreadLeakCheck.class)
class ScanTest {
    private final BleUnavailableException refused =
            new BleUnavailableException(BleOperation.of("scan"), Reason.FAILED, "busy", "", null);
    private static final UUID BATTERY = BleUuid.of(0x180F);
    private static final UUID HEART = BleUuid.of(0x180D);

    private CoreFixture fixture;
    private FakeRadio radio;
    private final Log log = new Log();

    /** Everything a listener hears, as text. */
    private static final class Log extends CopyOnWriteArrayList<String> implements AdvertisementListener {
        private static final long serialVersionUID = 1L;

        @Override
        public void onAdvertisement(Advertisement advertisement) {
            add(advertisement.localName());
        }

        @Override
        public void onAdapterLost(AdapterId adapter, BleException cause) {
            add("lost " + adapter.name() + " " + ((BleUnavailableException) cause).reason());
        }

        @Override
        public void onAdapterScanning(AdapterId adapter) {
            add("scanning " + adapter.name());
        }

        void await(String... expected) {
            Await.until(List.of(expected) + " but was " + this, () -> equals(List.of(expected)));
        }
    }

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

    private Subscription scan(ScanRequest request) throws Exception {
        return fixture.scanner().scan(request, log);
    }

    @Test
    void advertisement_whileScanning_isStampedAndDelivered() throws Exception {
        CompletableFuture<Advertisement> heard = new CompletableFuture<>();
        try (Subscription scan = fixture.scanner().scan(ScanRequest.everything(), heard::complete)) {
            radio.hears(DEVICE, -60, named("a"));
            Advertisement advertisement = Await.result(heard);
            assertThat(advertisement.device()).isEqualTo(DEVICE);
            assertThat(advertisement.heardBy()).isEqualTo(radio.id());
            assertThat(advertisement.receivedAt()).isEqualTo(ManualTime.START);
            assertThat(advertisement.rssi()).isEqualTo(-60);
            assertThat(scan.isActive()).isTrue();
            assertThat(fixture.core.adapters().all().get(0).isScanning()).isTrue();
        }
        Await.until("the radio stops", () -> !radio.isScanning());
    }

    @Test
    void twoScans_onOneRadio_shareOneDiscovery() throws Exception {
        Subscription first = scan(ScanRequest.everything());
        Subscription second = scan(ScanRequest.builder().name("x").build());
        first.close();
        assertThat(radio.isScanning()).isTrue();
        second.close();
        Await.until("the radio stops", () -> radio.stops() == 1);
        assertThat(radio.starts()).hasSize(1);
    }

    @Test
    void filters_ofEachScan_admitOnlyTheirOwn() throws Exception {
        Log other = new Log();
        scan(ScanRequest.builder().name("a").build());
        fixture.scanner().scan(ScanRequest.builder().device(OTHER).build(), other);
        radio.hears(DEVICE, -60, named("a"));
        radio.hears(OTHER, -60, named("b"));
        log.await("scanning hci0", "a");
        other.await("scanning hci0", "b");
    }

    @Test
    void wider_scan_restartsTheDiscovery_narrowerDoesNot() throws Exception {
        scan(ScanRequest.builder()
                .mode(ScanMode.PASSIVE)
                .service(BATTERY)
                .service(HEART)
                .build());
        Subscription narrow = scan(
                ScanRequest.builder().mode(ScanMode.PASSIVE).service(BATTERY).build());
        assertThat(radio.starts()).hasSize(1);
        narrow.close();
        Subscription active = scan(ScanRequest.builder().service(BATTERY).build());
        assertThat(radio.starts()).hasSize(2);
        assertThat(radio.starts().get(1).mode()).isEqualTo(ScanMode.ACTIVE);
        assertThat(radio.starts().get(1).serviceUuids()).containsExactlyInAnyOrder(BATTERY, HEART);
        scan(ScanRequest.everything());
        assertThat(radio.starts()).hasSize(3);
        assertThat(radio.starts().get(2).serviceUuids()).isEmpty();
        active.close();
        assertThat(radio.starts()).hasSize(3);
    }

    @Test
    void lastActiveScan_closed_goesBackToSendingNothing() throws Exception {
        scan(ScanRequest.builder().mode(ScanMode.PASSIVE).build());
        scan(ScanRequest.everything()).close();
        Await.until("passive again", () -> radio.starts().size() == 3);
        assertThat(radio.starts().get(2).mode()).isEqualTo(ScanMode.PASSIVE);
    }

    @Test
    void passiveScan_onRadioThatCannot_isRefused() {
        radio.lacks(Capability.PASSIVE_SCAN);
        fixture.backend.power(radio, true);
        ScanRequest passive = ScanRequest.builder().mode(ScanMode.PASSIVE).build();
        assertThatThrownBy(() -> scan(passive))
                .isInstanceOfSatisfying(
                        BleUnsupportedException.class,
                        e -> assertThat(e.capability()).isEqualTo(Capability.PASSIVE_SCAN));
    }

    @Test
    void start_refusedByTheOnlyAdapter_throwsItsReasonAndLeavesNothing() throws Exception {
        radio.refuseStart(refused);
        assertThatThrownBy(() -> scan(ScanRequest.everything()))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FAILED))
                .hasMessageContaining("busy");
        radio.stopScan();
        fixture.advance(Duration.ofMinutes(2));
        assertThat(radio.starts()).hasSize(1);
    }

    @Test
    void start_thatHangs_timesOutAndIsStopped() {
        radio.onStart(CompletableFuture::new);
        Await.Call<Subscription> call = Await.inThread(() -> scan(ScanRequest.everything()));
        Await.until("asked", () -> radio.starts().size() == 1);
        Await.until("timed out", () -> {
            fixture.advance(Duration.ofSeconds(1));
            return call.isDone();
        });
        assertThat(call).isCompletedExceptionally();
        Await.until("stopped", () -> radio.stops() > 0);
    }

    @Test
    void start_interrupted_leavesNoDiscovery() throws Exception {
        radio.onStart(CompletableFuture::new);
        Await.Call<Subscription> call = Await.inThread(() -> scan(ScanRequest.everything()));
        Await.until("asked", () -> radio.starts().size() == 1);
        call.untilBlocked();
        call.interrupt();
        assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        Await.until("stopped", () -> radio.stops() == 1);
    }

    @Test
    void start_refusedWhileWaiting_isTriedAgainWithGrowingPauses() throws Exception {
        radio.refuseStart(refused);
        scan(ScanRequest.builder().waitForAdapter(true).build());
        for (int pauseMillis : new int[] {500, 1000, 2000, 4000}) {
            int before = radio.starts().size();
            radio.stopScan();
            fixture.advance(Duration.ofMillis(pauseMillis - 1));
            assertThat(radio.starts()).hasSize(before);
            fixture.advance(Duration.ofMillis(1));
            Await.until("tried again", () -> radio.starts().size() > before);
            Await.until("refused again", () -> fixture.counter("scan_failures") > before);
        }
    }

    @Test
    void scan_thatEndsByItself_isToldAndResumed() throws Exception {
        scan(ScanRequest.everything());
        radio.stopsByItself(refused);
        log.await("scanning hci0", "lost hci0 FAILED");
        fixture.advance(Duration.ofMillis(500));
        log.await("scanning hci0", "lost hci0 FAILED", "scanning hci0");
    }

    @Test
    void adapter_switchedOffAndOn_resumesTheScan() throws Exception {
        scan(ScanRequest.everything());
        fixture.backend.power(radio, false);
        log.await("scanning hci0", "lost hci0 POWERED_OFF");
        Await.until("stopped", () -> radio.stops() == 1);
        fixture.backend.power(radio, true);
        log.await("scanning hci0", "lost hci0 POWERED_OFF", "scanning hci0");
        radio.hears(DEVICE, -60, named("back"));
        Await.until("heard again", () -> log.contains("back"));
    }

    @Test
    void adapter_unpluggedAndReplaced_isToldAndUsed() throws Exception {
        scan(ScanRequest.everything());
        fixture.backend.unplug(radio);
        FakeRadio fresh = fixture.backend.plug("hci1");
        log.await("scanning hci0", "lost hci0 ADAPTER_GONE", "scanning hci1");
        fresh.hears(DEVICE, -60, named("b"));
        Await.until("heard", () -> log.contains("b"));
    }

    @Test
    void noAdapter_withoutWaiting_saysWhatIsThere() {
        fixture.backend.power(radio, false);
        assertThatThrownBy(() -> scan(ScanRequest.everything()))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.POWERED_OFF))
                .hasMessageContaining("fake/hci0")
                .hasMessageContaining("switch it on");
        ScanRequest elsewhere =
                ScanRequest.builder().adapter(new AdapterId("fake", "hci7")).build();
        assertThatThrownBy(() -> scan(elsewhere))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NO_ADAPTER))
                .hasMessageContaining("fake/hci7");
    }

    @Test
    void packetAndResponse_ofOneDevice_becomeOneAdvertisement() throws Exception {
        List<Advertisement> heard = new CopyOnWriteArrayList<>();
        fixture.scanner().scan(ScanRequest.everything(), heard::add);
        AdvertisingData packet = AdvertisingData.builder()
                .manufacturerData(0x499, Bytes.ofHex("01"))
                .build();
        radio.hears(DEVICE, -60, Part.ADVERTISEMENT, packet);
        radio.hears(OTHER, -70, Part.ADVERTISEMENT, named("other"));
        radio.hears(DEVICE, -61, Part.SCAN_RESPONSE, named("name"));
        Await.until("one", () -> heard.size() == 1);
        assertThat(heard.get(0).localName()).isEqualTo("name");
        assertThat(heard.get(0).manufacturerData()).containsKey(0x499);
        assertThat(heard.get(0).rssi()).isEqualTo(-60);
        fixture.advance(Duration.ofMillis(40));
        Await.until("the other went on without", () -> heard.size() == 2);
        assertThat(heard.get(1).localName()).isEqualTo("other");
        assertThat(fixture.time.pending()).as("the watch for silence").isEqualTo(1);
    }

    @Test
    void nextPacket_ofTheSameDevice_carriesNothingOfTheEarlier() throws Exception {
        List<Advertisement> heard = new CopyOnWriteArrayList<>();
        fixture.scanner().scan(ScanRequest.everything(), heard::add);
        radio.hears(DEVICE, -60, Part.ADVERTISEMENT, named("first"));
        radio.hears(
                DEVICE,
                -60,
                Part.SCAN_RESPONSE,
                AdvertisingData.builder().txPower(4).build());
        radio.hears(DEVICE, -60, Part.ADVERTISEMENT, AdvertisingData.EMPTY);
        radio.hears(DEVICE, -60, Part.ADVERTISEMENT, AdvertisingData.EMPTY);
        Await.until("two", () -> heard.size() == 2);
        assertThat(heard.get(0).data())
                .isEqualTo(named("first")
                        .merge(AdvertisingData.builder().txPower(4).build()));
        assertThat(heard.get(1).data()).isEqualTo(AdvertisingData.EMPTY);
    }

    @Test
    void passiveScan_delaysNothing() throws Exception {
        scan(ScanRequest.builder().mode(ScanMode.PASSIVE).build());
        radio.hears(DEVICE, -60, Part.ADVERTISEMENT, named("now"));
        log.await("scanning hci0", "now");
    }

    @Test
    void malformedFrames_areCountedAndDropped() throws Exception {
        scan(ScanRequest.everything());
        radio.sink().malformed("length runs past the end");
        radio.hears(null, -60, named("no device"));
        radio.hears(DEVICE, -60, named("good"));
        log.await("scanning hci0", "good");
        assertThat(fixture.counter("malformed")).isEqualTo(2);
    }

    @Test
    void findFirst_match_endsTheScan() throws Exception {
        Await.Call<Optional<Advertisement>> call = Await.inThread(() -> fixture.scanner()
                .findFirst(ScanRequest.everything(), a -> "b".equals(a.localName()), Duration.ofSeconds(5)));
        fixture.heard(OTHER);
        radio.hears(DEVICE, -60, named("b"));
        assertThat(Await.result(call)).get().extracting(Advertisement::device).isEqualTo(DEVICE);
        Await.until("stopped", () -> !radio.isScanning());
    }

    @Test
    void findFirst_timeOver_returnsNothing() throws Exception {
        Await.Call<Optional<Advertisement>> call = Await.inThread(
                () -> fixture.scanner().findFirst(ScanRequest.everything(), a -> true, Duration.ofSeconds(5)));
        Await.until("scanning", radio::isScanning);
        call.untilBlocked();
        fixture.advance(Duration.ofSeconds(5));
        assertThat(Await.result(call)).isEmpty();
    }

    @Test
    void findFirst_conditionThatThrows_failsTheCall() throws Exception {
        Await.Call<Optional<Advertisement>> call = Await.inThread(() -> fixture.scanner()
                .findFirst(
                        ScanRequest.everything(),
                        a -> {
                            throw new IllegalArgumentException("mine");
                        },
                        Duration.ofSeconds(5)));
        fixture.heard(DEVICE);
        assertThat(Await.failure(call))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine");
    }

    @Test
    void blockingCall_fromAListener_throwsAtOnce() throws Exception {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        fixture.scanner().scan(ScanRequest.everything(), heard -> {
            try {
                fixture.scanner().findFirst(ScanRequest.everything(), a -> true, Duration.ofSeconds(1));
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        radio.hears(DEVICE, -60, named("a"));
        assertThat(Await.result(thrown))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("listener");
    }

    @Test
    void backend_leaving_endsItsAdaptersAtOnceEvenIfItHangs() throws Exception {
        fixture.backend.hangingOnStop();
        scan(ScanRequest.everything());
        Await.Call<Boolean> leaving = Await.inThread(() -> {
            fixture.core.removeBackend(fixture.backend);
            return true;
        });
        log.await("scanning hci0", "lost hci0 ADAPTER_GONE");
        assertThat(fixture.core.adapters().all()).isEmpty();
        assertThat(Await.result(leaving)).isTrue();
        fixture.backend.release();
        Await.until("stopped", () -> fixture.backend.stops() == 1);
        fixture.core.addBackend(fixture.backend);
        Await.until("resumed", () -> log.size() == 3);
        assertThat(log.get(2)).isEqualTo("scanning hci0");
    }

    @Test
    void optionsOfTheBackend_reachItAndForeignOnesDoNot() throws Exception {
        BluezOptions foreign = BluezOptions.builder().rssi(-60).build();
        try (Subscription scan = scan(ScanRequest.builder().platform(foreign).build())) {
            radio.hears(DEVICE, -90, named("weak"));
            log.await("scanning hci0", "weak");
            assertThat(radio.starts().get(0).platforms()).containsExactly(List.of());
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    void scanWithOptionsBesideOneWithout_discoversAnewForBoth() throws Exception {
        FakeBackend bluez = new FakeBackend("bluez");
        FakeRadio linux = bluez.plug("hci9");
        fixture.core.addBackend(bluez);
        Await.until("it is there", () -> fixture.core.adapters().all().size() == 2);
        BluezOptions near = BluezOptions.builder().rssi(-60).build();
        ScanRequest all = ScanRequest.builder().adapter(linux.id()).build();
        ScanRequest strong =
                ScanRequest.builder().adapter(linux.id()).platform(near).build();
        List<String> strongOnes = new CopyOnWriteArrayList<>();
        try (Subscription first = fixture.scanner().scan(strong, heard -> strongOnes.add(heard.localName()));
                Subscription second = scan(all)) {
            Await.until("both are asked for", () -> linux.starts().size() == 2 && linux.isScanning());
            assertThat(linux.starts().get(0).platforms()).containsExactly(List.of(near));
            assertThat(linux.starts().get(1).platforms()).containsExactlyInAnyOrder(List.of(near), List.of());
            linux.hears(DEVICE, -90, named("weak"));
            linux.hears(DEVICE, -50, named("strong"));
            Await.until("both are heard", () -> log.contains("strong"));
            assertThat(log).contains("weak");
            Await.until("the strong one is heard", () -> !strongOnes.isEmpty());
            assertThat(strongOnes).containsExactly("strong");
            assertThat(first.isActive() && second.isActive()).isTrue();
        }
    }

    @Test
    void adapterWithoutTheCentralRole_isExplained() throws Exception {
        radio.lacks(Capability.ACTIVE_SCAN);
        radio.lacks(Capability.PASSIVE_SCAN);
        radio.lacks(Capability.CENTRAL);
        fixture.backend.power(radio, true);
        assertThatThrownBy(() -> scan(ScanRequest.everything()))
                .isInstanceOfSatisfying(
                        BleUnsupportedException.class,
                        e -> assertThat(e.capability()).isEqualTo(Capability.ACTIVE_SCAN))
                .hasMessageContaining("central role");
        assertThatThrownBy(() -> fixture.central().connect(DEVICE, ConnectOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        BleUnsupportedException.class,
                        e -> assertThat(e.capability()).isEqualTo(Capability.CENTRAL))
                .hasMessageContaining("central role");
        assertThat(radio.starts()).isEmpty();
    }
}
