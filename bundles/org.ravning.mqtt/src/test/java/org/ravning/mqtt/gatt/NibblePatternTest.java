// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;

class NibblePatternTest {
    @ParameterizedTest
    @CsvSource({
        "01, 01, true",
        "01, 0102, false",
        "0102, 01, false",
        "0?, 0f, true",
        "0?, 1f, false",
        "AB*, abcdef, true",
        "a*, ab, true",
        "*, '', true",
        "'', '', true",
        "'', 00, false",
        "?1?2*, a1b2, true",
    })
    void matches(String pattern, String value, boolean expected) throws Exception {
        assertThat(NibblePattern.parse(pattern).matches(Bytes.ofHex(value))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0x01", "0g", "*01", "01**", "?"})
    void whatIsNoPattern_isRefused(String pattern) {
        assertThatThrownBy(() -> NibblePattern.parse(pattern)).isInstanceOf(BadPayloadException.class);
    }
}
