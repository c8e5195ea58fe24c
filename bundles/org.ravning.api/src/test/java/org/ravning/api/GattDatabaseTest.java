// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GattDatabaseTest {
    private static final UUID BATTERY = BleUuid.of(0x180f);
    private static final UUID LEVEL = BleUuid.of(0x2a19);
    private static final Descriptor NAME = new Descriptor(BleUuid.of(0x2901), 0x13);
    private static final Characteristic FIRST = level(0x11, 0x10, List.of(NAME));
    private static final Characteristic SECOND = level(0x21, 0x20, List.of());
    private static final GattDatabase DATABASE = new GattDatabase(List.of(
            new GattService(BATTERY, 0x20, true, List.of(SECOND)),
            new GattService(BATTERY, 0x10, true, List.of(FIRST))));

    @Test
    void services_comeInHandleOrder() {
        assertThat(DATABASE.services()).extracting(GattService::handle).containsExactly(0x10, 0x20);
        assertThat(DATABASE.characteristics()).containsExactly(FIRST, SECOND);
        assertThat(DATABASE.characteristic(LEVEL)).contains(FIRST);
        assertThat(DATABASE.characteristic(BATTERY, LEVEL)).contains(FIRST);
    }

    @Test
    void attributes_areFoundByHandle() {
        assertThat(DATABASE.attribute(0x21)).contains(SECOND);
        assertThat(DATABASE.attribute(0x13)).contains(NAME);
        assertThat(DATABASE.attribute(0x99)).isEmpty();
    }

    @Test
    void attributeOfAnotherConnection_isNotContained() {
        assertThat(DATABASE.contains(SECOND)).isTrue();
        assertThat(DATABASE.contains(level(0x21, 0x1f, List.of()))).isFalse();
    }

    @Test
    void authenticationCodes_haveTheirOwnReason() {
        BleOperation read = BleOperation.of("read 2a19");
        assertThat(GattException.att(read, 0x0F, null).reason()).isEqualTo(GattException.Reason.AUTHENTICATION);
        assertThat(GattException.att(read, 0x81, null).reason()).isEqualTo(GattException.Reason.ATT_ERROR);
        assertThat(GattException.att(read, 0x81, null))
                .hasMessage("read 2a19 failed: ATT error 0x81 application error");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x05, 0x0C, 0x0F})
    void deviceRefusesForWantOfPairing_theWayOutIsNamed(int code) {
        BleOperation read = new BleOperation("read 2a19", DeviceId.parse("C0:00:00:00:00:01"), null);

        assertThat(GattException.att(read, code, null))
                .hasMessageEndingWith("; the device may want pairing: ravning pair C0:00:00:00:00:01");
    }

    @Test
    void exceptionForAnotherOperation_keepsReasonHintAndCause() {
        BleUnavailableException first = new BleUnavailableException(
                BleOperation.of("scan"),
                BleUnavailableException.Reason.POWERED_OFF,
                "hci0 is switched off",
                "switch it on with: bluetoothctl power on",
                null);
        BleUnavailableException second = first.during(BleOperation.of("connect"));
        assertThat(second).hasMessage(first.getMessage()).hasCause(first);
        assertThat(second.hint()).isEqualTo(first.hint());
        assertThat(second.operation().name()).isEqualTo("connect");
    }

    private static Characteristic level(int handle, int service, List<Descriptor> descriptors) {
        return new Characteristic(LEVEL, handle, Set.of(CharacteristicProperty.READ), descriptors, BATTERY, service);
    }
}
