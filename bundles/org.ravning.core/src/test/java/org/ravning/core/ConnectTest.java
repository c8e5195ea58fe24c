// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ravning.core.CoreFixture.DEVICE;
import static org.ravning.core.CoreFixture.named;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.AddressType;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.api.KnownDevice;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeAttempt;
import org.ravning.testkit.fake.FakeGatt;
import org.ravning.testkit.fake.FakeLink;
import org.ravning.testkit.fake.FakeRadio;

@ExtendWith(ThreadLeakCheck.class)
class ConnectTest {
    private static final ConnectOptions TEN_SECONDS = ConnectOptions.DEFAULT.withTimeout(Duration.ofSeconds(10));

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
        assertThat(fixture.time.pending()).isZero();
        assertThat(radio.isScanning()).isFalse();
    }

    @Test
    void connect_deviceNotHeard_searchesThenConnectsAndDiscovers() throws Exception {
        BleConnection connection = fixture.connected();
        assertThat(connection.device()).isEqualTo(DEVICE);
        assertThat(connection.adapter()).isEqualTo(radio.id());
        assertThat(connection.state()).isEqualTo(new ConnectionState.Connected(23));
        assertThat(connection.gatt()).isEqualTo(FakeGatt.DATABASE);
        Await.until("the search ended", () -> !radio.isScanning());
        assertThat(fixture.core.adapters().all().get(0).connections()).isEqualTo(1);
        connection.close();
        assertThat(fixture.link().closes()).isEqualTo(1);
        assertThat(connection.state()).isEqualTo(new ConnectionState.Disconnected(DisconnectReason.REQUESTED));
        assertThat(fixture.core.adapters().all().get(0).connections()).isZero();
    }

    @Test
    void connect_deviceThatAnotherProgramHolds_needsNotHearIt() throws Exception {
        radio.knows(new KnownDevice(DEVICE, radio.id(), "Strap", false, true));
        Await.Call<BleConnection> call = fixture.connecting(DEVICE);
        radio.attempt(1).connected();
        Await.result(call).close();
        Await.until("the search ended", () -> !radio.isScanning());
    }

    @Test
    void connect_whileTheSystemHangsOverWhatItKnows_goesOnByHearing() throws Exception {
        radio.hangsOnKnownDevices();
        fixture.connected().close();
        Await.until("the search ended", () -> !radio.isScanning());
    }

    @Test
    void connect_deviceHeardLately_searchesNotAndUsesTheAddressTypeHeard() throws Exception {
        DeviceAddress random = DeviceAddress.of("C0:00:00:00:00:01", AddressType.RANDOM);
        try (Subscription scan = fixture.scanner().scan(ScanRequest.everything(), heard -> {})) {
            radio.hears(random, -50, named("x"));
            assertThat(scan.isActive()).isTrue();
        }
        Await.Call<BleConnection> call = fixture.connecting(DEVICE);
        FakeAttempt attempt = radio.attempt(1);
        assertThat(((DeviceAddress) attempt.device()).type()).isEqualTo(AddressType.RANDOM);
        assertThat(radio.starts()).hasSize(1);
        attempt.connected();
        Await.result(call).close();
    }

    @Test
    void connect_twoAdaptersHearIt_usesTheOneThatHearsItBetter() throws Exception {
        FakeRadio near = fixture.backend.plug("hci1");
        try (Subscription scan = fixture.scanner().scan(ScanRequest.everything(), heard -> {})) {
            Await.until("both scan", () -> radio.isScanning() && near.isScanning());
            radio.hears(DEVICE, -80, named("x"));
            near.hears(DEVICE, -40, named("x"));
            Await.Call<BleConnection> call = fixture.connecting(DEVICE);
            near.attempt(1).connected();
            Await.result(call).close();
            assertThat(scan.isActive()).isTrue();
        }
        assertThat(radio.attempts()).isEmpty();
    }

    @Test
    void connect_concurrently_sharesTheAttemptAndClosesWithTheLastHandle() throws Exception {
        Await.Call<BleConnection> first = fixture.connecting(DEVICE);
        Await.Call<BleConnection> second = fixture.connecting(DEVICE);
        first.untilBlocked();
        second.untilBlocked();
        fixture.heard(DEVICE);
        FakeLink link = radio.attempt(1).connected();
        BleConnection one = Await.result(first);
        BleConnection two = Await.result(second);
        BleConnection three = Await.result(fixture.connecting(DEVICE));
        assertThat(radio.attempts()).hasSize(1);
        one.close();
        one.close();
        two.close();
        assertThat(link.closes()).isZero();
        assertThat(three.state()).isInstanceOf(ConnectionState.Connected.class);
        assertThat(one.state()).isInstanceOf(ConnectionState.Disconnected.class);
        assertThatThrownBy(() -> one.read(FakeGatt.READ_WRITE)).isInstanceOf(IllegalStateException.class);
        three.close();
        assertThat(link.closes()).isEqualTo(1);
    }

    @Test
    void connect_oneOfTwoCallersGivesUp_theOtherGetsTheLink() throws Exception {
        Await.Call<BleConnection> first = fixture.connecting(DEVICE);
        Await.Call<BleConnection> second = fixture.connecting(DEVICE);
        fixture.heard(DEVICE);
        FakeAttempt attempt = radio.attempt(1);
        first.untilBlocked();
        second.untilBlocked();
        first.interrupt();
        assertThat(Await.failure(first)).isInstanceOf(InterruptedException.class);
        assertThat(attempt.isCancelled()).isFalse();
        attempt.connected();
        Await.result(second).close();
    }

    @Test
    void connect_interruptedWhileSearching_leavesNoDiscovery() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(DEVICE);
        Await.until("searching", radio::isScanning);
        call.untilBlocked();
        call.interrupt();
        assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        Await.until("stopped", () -> !radio.isScanning());
        assertThat(radio.attempts()).isEmpty();
    }

    @Test
    void connect_interruptedWhileOpening_callsTheAttemptOff() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(DEVICE);
        fixture.heard(DEVICE);
        FakeAttempt attempt = radio.attempt(1);
        call.untilBlocked();
        call.interrupt();
        assertThat(Await.failure(call)).isInstanceOf(InterruptedException.class);
        attempt.awaitCancelled();
    }

    @Test
    void connect_linkThatComesUpAfterAll_isClosed() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(DEVICE);
        fixture.heard(DEVICE);
        FakeAttempt attempt = radio.attempt(1);
        attempt.hangOnCancel();
        call.untilBlocked();
        call.interrupt();
        attempt.awaitCancelled();
        FakeLink link = attempt.connected();
        Await.until("closed", () -> link.closes() == 1);
        attempt.clean();
    }

    @Test
    void connect_whileAnEarlierAttemptIsBeingCleanedUp_waitsForIt() throws Exception {
        Await.Call<BleConnection> first = fixture.connecting(DEVICE);
        fixture.heard(DEVICE);
        FakeAttempt attempt = radio.attempt(1);
        attempt.hangOnCancel();
        first.untilBlocked();
        first.interrupt();
        attempt.awaitCancelled();
        Await.Call<BleConnection> second = fixture.connecting(DEVICE);
        second.untilBlocked();
        assertThat(radio.attempts()).hasSize(1);
        attempt.clean();
        radio.attempt(2).connected();
        Await.result(second).close();
    }

    @Test
    void connect_deviceNeverHeard_timesOutWithOneDeadline() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(DEVICE, TEN_SECONDS);
        Await.until("searching", radio::isScanning);
        call.untilBlocked();
        fixture.advance(Duration.ofSeconds(5));
        FakeAttempt unheard = radio.attempt(1);
        fixture.advance(Duration.ofSeconds(5));
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(BleTimeoutException.class, e -> {
                    assertThat(e.after()).isEqualTo(Duration.ofSeconds(10));
                    assertThat(e.wasSent()).isFalse();
                })
                .hasMessageContaining("its link did not come up");
        unheard.awaitCancelled();
    }

    @Test
    void connect_systemDoesNotKnowTheDevice_saysItWasNotHeard() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(DEVICE, TEN_SECONDS);
        Await.until("searching", radio::isScanning);
        fixture.advance(Duration.ofSeconds(5));
        radio.attempt(1)
                .fails(new BleConnectException(
                        BleOperation.of("connect"), BleConnectException.Reason.NOT_FOUND, "unknown object", null));
        assertThat(Await.failure(call))
                .isInstanceOfSatisfying(
                        BleConnectException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleConnectException.Reason.NOT_FOUND))
                .hasMessageContaining("was not heard within 5 s");
    }

    @Test
    void connect_discoveryHangs_timesOutAndClosesTheLink() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(DEVICE, TEN_SECONDS);
        fixture.heard(DEVICE);
        FakeAttempt attempt = radio.attempt(1);
        attempt.linkOf().discoversNothing();
        attempt.connected();
        Await.until("discovering", () -> fixture.counter("connects") == 1);
        Await.until("the deadline passes", () -> {
            fixture.advance(Duration.ofSeconds(1));
            return call.isDone();
        });
        assertThat(Await.failure(call))
                .isInstanceOf(BleTimeoutException.class)
                .hasMessageContaining("services were not discovered");
        Await.until("closed", () -> attempt.linkOf().closes() == 1);
    }

    @Test
    void connect_backendLeavesMeanwhile_saysSoWithoutDelay() throws Exception {
        Await.Call<BleConnection> opening = fixture.connecting(DEVICE);
        fixture.heard(DEVICE);
        radio.attempt(1);
        Await.Call<BleConnection> searching = fixture.connecting(CoreFixture.OTHER);
        Await.until("searching", radio::isScanning);
        fixture.core.removeBackend(fixture.backend);
        for (Await.Call<BleConnection> call : List.of(opening, searching)) {
            assertThat(Await.failure(call))
                    .isInstanceOfSatisfying(
                            BleUnavailableException.class,
                            e -> assertThat(e.reason()).isEqualTo(BleUnavailableException.Reason.ADAPTER_GONE));
        }
    }

    @Test
    void connect_adapterSwitchedOff_saysSo() {
        fixture.backend.power(radio, false);
        assertThatThrownBy(() -> fixture.central().connect(DEVICE, ConnectOptions.DEFAULT))
                .isInstanceOfSatisfying(
                        BleUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleUnavailableException.Reason.POWERED_OFF));
    }

    @Test
    void connect_afterServicesChanged_discoversAnew() throws Exception {
        BleConnection old = fixture.connected();
        GattDatabase other =
                new GattDatabase(List.of(new GattService(FakeGatt.NOTIFY.serviceUuid(), 1, true, List.of())));
        fixture.link().discovers(other);
        fixture.link().events().servicesChanged();
        BleConnection fresh = Await.result(fixture.connecting(DEVICE));
        assertThat(fresh.gatt()).isEqualTo(other);
        assertThat(old.gatt()).isEqualTo(FakeGatt.DATABASE);
        assertThatThrownBy(() -> fresh.read(FakeGatt.READ_WRITE)).isInstanceOf(IllegalArgumentException.class);
        old.close();
        fresh.close();
    }

    @Test
    void connect_withADifferentAdapterThanTheLinks_isRefused() throws Exception {
        FakeRadio second = fixture.backend.plug("hci1");
        Await.Call<BleConnection> call = fixture.connecting(DEVICE, TEN_SECONDS.withAdapter(radio.id()));
        fixture.heard(DEVICE);
        radio.attempt(1).connected();
        BleConnection connection = Await.result(call);
        assertThatThrownBy(() -> fixture.central().connect(DEVICE, TEN_SECONDS.withAdapter(second.id())))
                .isInstanceOfSatisfying(
                        BleConnectException.class,
                        e -> assertThat(e.reason()).isEqualTo(BleConnectException.Reason.REFUSED))
                .hasMessageContaining("fake/hci0");
        connection.close();
    }

    @Test
    void core_closedWhileCallsWait_endsThem() throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(DEVICE);
        Await.until("searching", radio::isScanning);
        call.untilBlocked();
        fixture.close();
        assertThat(Await.failure(call)).isInstanceOf(BleUnavailableException.class);
        assertThatThrownBy(() -> fixture.central().connect(DEVICE, ConnectOptions.DEFAULT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void close_thatHangsInTheBackend_endsAfterItsLimit() throws Exception {
        BleConnection connection = fixture.connected();
        fixture.link().hangOnClose();
        Await.Call<Boolean> closing = Await.inThread(() -> {
            connection.close();
            return true;
        });
        Await.until("asked to close", () -> fixture.link().closes() == 1);
        closing.untilBlocked();
        fixture.advance(Duration.ofSeconds(5));
        assertThat(Await.result(closing)).isTrue();
    }
}
