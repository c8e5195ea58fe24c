// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BleUuidTest {
    private static final UUID BATTERY = UUID.fromString("0000180f-0000-1000-8000-00805f9b34fb");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "180f",
                "0x180F",
                "0000180f",
                "0000180F-0000-1000-8000-00805F9B34FB",
                "{0000180f-0000-1000-8000-00805f9b34fb}",
                "0000180f00001000800000805f9b34fb",
                " 180f "
            })
    void everyForm_readsTheSame(String text) {
        assertThat(BleUuid.parse(text)).isEqualTo(BATTERY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18",
                "180",
                "180g",
                "12345",
                "0000180f-0000-1000-8000-00805f9b34f",
                "0000180f-00001000-8000-00805f9b34fb0"
            })
    void anythingElse_isRefusedWithWhatIsExpected(String text) {
        assertThatThrownBy(() -> BleUuid.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected 4, 8 or 32 hexadecimal digits");
    }

    @Test
    void hostileText_isHarmlessInTheMessage() {
        assertThatThrownBy(() -> BleUuid.parse("\u001b[31m\n" + "x".repeat(500)))
                .hasMessageNotContainingAny("\u001b", "\n")
                .extracting(e -> String.valueOf(e.getMessage()).length())
                .satisfies(length -> assertThat(length).isLessThan(220));
    }

    @Test
    void vendorUuidThatBeginsAlike_isNotShort() {
        UUID vendor = UUID.fromString("0000180f-1111-1000-8000-00805f9b34fb");
        assertThat(BleUuid.isShort(vendor)).isFalse();
        assertThat(BleUuid.shortText(vendor)).isEqualTo(vendor.toString());
    }

    @Test
    void shortText_usesFewestDigits() {
        assertThat(BleUuid.shortText(BATTERY)).isEqualTo("180f");
        assertThat(BleUuid.shortText(BleUuid.of(0x12345678L))).isEqualTo("12345678");
    }

    @Test
    void numberTooLarge_isRefused() {
        assertThatThrownBy(() -> BleUuid.of(0x1_0000_0000L)).isInstanceOf(IllegalArgumentException.class);
    }
}
