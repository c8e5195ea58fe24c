// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ravning.core.CoreFixture.DEVICE;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.BleConnection;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Capability;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.CoreBluetoothOptions;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.api.Sighting;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.api.WinRtOptions;
import org.ravning.api.WriteMode;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeGatt;
import org.ravning.testkit.fake.FakeLink;
import org.ravning.testkit.fake.FakeOperation;

/** What a connection shows of its link besides reads and writes: services, last values, strength, limits. */
@ExtendWith(ThreadLeakCheck.class)
class ConnectionViewTest {
    private static final UUID OTHER = BleUuid.of(0x180F);
    private static final GattService BATTERY = new GattService(OTHER, 20, true, List.of());
    private static final Bytes VALUE = Bytes.ofHex("0102");

    private CoreFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new CoreFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private BleConnection connectTwoServices(ConnectOptions options) throws Exception {
        Await.Call<BleConnection> call = fixture.connecting(DEVICE, options);
        fixture.heard(DEVICE);
        FakeLink link = fixture.radio.attempt(1).linkOf();
        link.discovers(new GattDatabase(List.of(FakeGatt.DATABASE.services().get(0), BATTERY)));
        fixture.radio.attempt(1).connected();
        return Await.result(call);
    }

    @Test
    void connect_withServices_showsTheseAloneToThisCaller() throws Exception {
        BleConnection some = connectTwoServices(ConnectOptions.DEFAULT.withServices("180F"));
        assertThat(some.gatt().services()).containsExactly(BATTERY);
        assertThatThrownBy(() -> some.read(FakeGatt.READ_WRITE)).isInstanceOf(IllegalArgumentException.class);
        BleConnection all = Await.result(fixture.connecting(DEVICE));
        assertThat(all.gatt().services()).hasSize(2);
        fixture.link().answerAll();
        assertThat(all.read(FakeGatt.READ_WRITE)).isEqualTo(Bytes.ofInts(2));
    }

    @Test
    void connect_withServicesInEveryLength_meansTheSame() {
        assertThat(ConnectOptions.DEFAULT.withServices("0x180f", "0000180F-0000-1000-8000-00805F9B34FB"))
                .isEqualTo(ConnectOptions.DEFAULT.withServices("180f"));
    }

    @Test
    void lastValue_isWhatWasReadOrSentLast_andNothingIsSent() throws Exception {
        BleConnection connection = fixture.connected();
        FakeLink link = fixture.link();
        link.answers(operation -> operation.name().equals("read") ? VALUE : FakeOperation.NOTHING);
        assertThat(connection.lastValue(FakeGatt.READ_WRITE)).isEmpty();
        connection.read(FakeGatt.READ_WRITE);
        connection.write(FakeGatt.READ_WRITE, Bytes.ofHex("ff"), WriteMode.AUTO);
        assertThat(connection.lastValue(FakeGatt.READ_WRITE)).contains(VALUE);

        List<Bytes> told = new CopyOnWriteArrayList<>();
        connection.subscribe(FakeGatt.NOTIFY, (value, at) -> told.add(value), SubscribeOptions.DEFAULT);
        int sent = link.operations().size();
        link.events().notification(FakeGatt.NOTIFY, Bytes.ofHex("aa"));
        Await.until("it is told", () -> told.size() == 1);
        assertThat(connection.lastValue(FakeGatt.NOTIFY)).contains(Bytes.ofHex("aa"));
        assertThat(told).hasSize(1);
        assertThat(link.operations()).hasSize(sent);

        link.events().servicesChanged();
        assertThat(connection.lastValue(FakeGatt.NOTIFY)).isEmpty();
    }

    @Test
    void rssi_isAskedInItsTurn() throws Exception {
        BleConnection connection = fixture.connected();
        fixture.link().answers(operation -> -42);
        assertThat(connection.rssi()).isEqualTo(-42);
    }

    @Test
    void rssi_thatTheSystemDoesNotTell_isRefusedWithAHint() throws Exception {
        BleConnection connection = fixture.connected();
        BleUnsupportedException refusal = new BleUnsupportedException(
                BleOperation.of("read signal strength"), Capability.LINK_RSSI, "no; BleScanner.lastHeard", null);
        fixture.link().answers(operation -> refusal);
        assertThatThrownBy(connection::rssi)
                .isInstanceOfSatisfying(BleUnsupportedException.class, refused -> {
                    assertThat(refused.capability()).isEqualTo(Capability.LINK_RSSI);
                    assertThat(refused.operation().device()).isEqualTo(DEVICE);
                })
                .hasMessageContaining("lastHeard");
        Optional<Sighting> heard = fixture.scanner().lastHeard(DEVICE);
        assertThat(heard).map(Sighting::rssi).contains(-50);
        assertThat(heard).map(Sighting::adapter).contains(fixture.radio.id());
        assertThat(fixture.scanner().lastHeard(CoreFixture.OTHER)).isEmpty();
    }

    @Test
    void limits_areToldTogether() throws Exception {
        BleConnection connection = fixture.connected();
        FakeLink link = fixture.link();
        List<ConnectionState> told = new CopyOnWriteArrayList<>();
        try (Subscription states = connection.onStateChange(told::add)) {
            link.mtuIs(247);
            link.events().mtuChanged(247);
            Await.until("told", () -> told.size() == 2);
            assertThat(states.isActive()).isTrue();
        }
        assertThat(told).startsWith(new ConnectionState.Connected(23), new ConnectionState.Connected(247, 512, 244));
        assertThat(connection.maxWriteLength(WriteMode.WITHOUT_RESPONSE)).isEqualTo(244);
    }

    @Test
    void platformOptions_reachTheBackendUnread() throws Exception {
        WinRtOptions windows = WinRtOptions.DEFAULT.withCachedServices(true);
        CoreBluetoothOptions apple = CoreBluetoothOptions.DEFAULT.withNotificationTest(value -> true);
        BleConnection connection = fixture.connected(ConnectOptions.DEFAULT.withPlatform(windows));
        fixture.link().answerAll();
        connection.subscribe(FakeGatt.NOTIFY, (value, at) -> {}, SubscribeOptions.DEFAULT.withPlatform(apple));
        assertThat(fixture.radio.connectedWith()).containsExactly(windows);
        assertThat(fixture.link().subscribedWith()).containsExactly(apple);
    }

    @Test
    void lastValue_ofNoneOfThisConnection_isRefused() throws Exception {
        BleConnection connection = connectTwoServices(ConnectOptions.DEFAULT.withServices("180F"));
        assertThatThrownBy(() -> connection.lastValue(FakeGatt.NOTIFY)).isInstanceOf(IllegalArgumentException.class);
    }
}
