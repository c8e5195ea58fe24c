// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"0A:bb:CC:dd:EE:ff", "0a-bb-cc-dd-ee-ff", "0abbccddeeff"})
    void addressInAnyForm_readsTheSame(String text) {
        DeviceId device = DeviceId.parse(text);
        assertThat(device.text()).isEqualTo("0A:BB:CC:DD:EE:FF");
        assertThat(device.compact()).isEqualTo("0abbccddeeff");
        assertThat(device).isEqualTo(DeviceAddress.of("0A:BB:CC:DD:EE:FF", AddressType.RANDOM));
    }

    @Test
    void opaqueIdentifier_readsBack() {
        String text = "12345678-9abc-def0-1234-56789abcdef0";
        assertThat(DeviceId.parse(text)).isInstanceOf(OpaqueDeviceId.class);
        assertThat(DeviceId.parse(text).text()).isEqualTo(text);
        assertThat(DeviceId.parse(text).compact()).isEqualTo("123456789abcdef0123456789abcdef0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA:BB:CC:DD:EE", "AA:BB:CC:DD:EE:FF:00", "my lamp", "zz:bb:cc:dd:ee:ff"})
    void anythingElse_isRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> DeviceId.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an address such as AA:BB:CC:DD:EE:FF");
    }

    @Test
    void addressBytes_areInDisplayOrder() {
        DeviceAddress address = DeviceAddress.of("54:48:E6:8F:80:A5", AddressType.PUBLIC);
        assertThat(address.bytes()).isEqualTo(Bytes.ofHex("5448e68f80a5"));
    }

    @Test
    void adapters_sortByNumberAndMatchWhatPeopleType() {
        AdapterId hci2 = new AdapterId("bluez", "hci2");
        AdapterId hci10 = new AdapterId("bluez", "hci10");
        assertThat(List.of(hci10, hci2).stream().sorted()).containsExactly(hci2, hci10);
        assertThat(hci2.matches("HCI2")).isTrue();
        assertThat(hci2.matches("bluez/hci2")).isTrue();
        assertThat(hci2.matches("hci")).isFalse();
    }
}
