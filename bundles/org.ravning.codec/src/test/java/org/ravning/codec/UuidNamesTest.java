// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BleUuid;

class UuidNamesTest {
    private static final UUID OWN = UUID.fromString("abcdef01-0000-4000-8000-000000000001");

    @AfterEach
    void forget() {
        UuidNames.unregister(OWN);
        UuidNames.unregister(BleUuid.of(0x180F));
    }

    @ParameterizedTest
    @CsvSource({
        "180f, Battery",
        "2a19, Battery Level",
        "2902, Client Characteristic Configuration",
        "2c1c, Illuminance 16",
        "1844, Volume Control",
        "fe25, 'Apple, Inc.'",
        "feaa, Eddystone",
        "6e400001-b5a3-f393-e0a9-e50e24dcca9e, Nordic UART",
        "e95d6100-251d-470a-a062-fa1922dfa9a8, MicroBit Temperature",
    })
    void knownUuid_asked_name(String uuid, String name) {
        assertThat(UuidNames.name(BleUuid.parse(uuid))).contains(name);
        assertThat(UuidNames.name(uuid.toUpperCase(java.util.Locale.ROOT))).contains(name);
    }

    @Test
    void sameShortPartOnAnotherBase_asked_nothing() {
        UUID other = UUID.fromString("0000180f-0000-1000-8000-00805f9b34fc");
        assertThat(UuidNames.name(other)).isEmpty();
        assertThat(UuidNames.describe(other)).isEqualTo("Vendor specific");
    }

    @Test
    void unknownUuidOfTheSig_described_saysWhich() {
        assertThat(UuidNames.describe(BleUuid.of(0x1234))).isEqualTo("Unknown 1234");
        assertThat(UuidNames.describe(BleUuid.of(0x180F))).isEqualTo("Battery");
    }

    @Test
    void ownName_registeredInUpperCase_isFound() {
        UuidNames.register(OWN.toString().toUpperCase(java.util.Locale.ROOT), "My service");
        assertThat(UuidNames.name(OWN)).contains("My service");
        assertThat(UuidNames.unregister(OWN)).isTrue();
        assertThat(UuidNames.name(OWN)).isEmpty();
    }

    @Test
    void ownName_forAKnownUuid_comesFirstAndCanBeTakenBack() {
        UuidNames.register("180f", "Cells");
        assertThat(UuidNames.name("0000180F-0000-1000-8000-00805F9B34FB")).contains("Cells");
        assertThat(UuidNames.unregister(BleUuid.of(0x180F))).isTrue();
        assertThat(UuidNames.name("180f")).contains("Battery");
    }

    @Test
    void blankName_registered_isRefused() {
        assertThatThrownBy(() -> UuidNames.register(OWN, " ")).isInstanceOf(IllegalArgumentException.class);
        assertThat(UuidNames.unregister(OWN)).isFalse();
    }

    @Test
    void namesWithoutEnd_registered_areRefusedAtTheBound() {
        try {
            for (int i = 0; i < UuidNames.MOST_REGISTERED; i++) {
                UuidNames.register(new UUID(7, i), "n");
            }
            assertThatThrownBy(() -> UuidNames.register(OWN, "one more")).isInstanceOf(IllegalStateException.class);
            UuidNames.register(new UUID(7, 0), "renamed");
            assertThat(UuidNames.name(new UUID(7, 0))).contains("renamed");
        } finally {
            for (int i = 0; i < UuidNames.MOST_REGISTERED; i++) {
                UuidNames.unregister(new UUID(7, i));
            }
        }
    }

    @Test
    void company_asked_name() {
        assertThat(CompanyNames.name(0x004C)).contains("Apple, Inc.");
        assertThat(CompanyNames.name(0xFFFF)).contains("for tests only");
        assertThat(CompanyNames.name(0xFFFE)).isEmpty();
    }
}
