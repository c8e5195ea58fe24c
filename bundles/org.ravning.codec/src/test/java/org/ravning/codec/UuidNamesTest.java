// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BleUuid;

class UuidNamesTest {
    @ParameterizedTest
    @CsvSource({
        "180f, Battery",
        "2a19, Battery Level",
        "2902, Client Characteristic Configuration",
        "2c1c, Illuminance 16",
        "6e400001-b5a3-f393-e0a9-e50e24dcca9e, Nordic UART",
    })
    void knownUuid_asked_name(String uuid, String name) {
        assertThat(UuidNames.name(BleUuid.parse(uuid))).contains(name);
    }

    @Test
    void sameShortPartOnAnotherBase_asked_nothing() {
        assertThat(UuidNames.name(UUID.fromString("0000180f-0000-1000-8000-00805f9b34fc")))
                .isEmpty();
    }
}
