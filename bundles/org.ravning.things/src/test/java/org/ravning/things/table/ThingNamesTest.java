// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.ravning.profile.api.ThingId;

class ThingNamesTest {
    private static String name(String model, String id, Predicate<String> taken) {
        return ThingNames.name(model, new ThingId(id), taken);
    }

    @Test
    void beaconsAndPrivateDevices_areNamedByWhatTellsThemApart() {
        assertThat(name("iBeacon", "ibeacon-f7826da64fa24e988024bc5b71e0893e-1-65535", name -> false))
                .isEqualTo("ibeacon-e0893e-1-65535");
        assertThat(name("Eddystone", "eddystone-00112233445566778899-aabbccddeeff", name -> false))
                .isEqualTo("eddystone-778899-aabbccddeeff");
        assertThat(name("iBeacon", "ibeacon-f7826da64fa24e988024bc5b71e0893e-1-1", name -> true))
                .isEqualTo("ibeacon-f7826da64fa24e988024bc5b71e0893e-1-1");
        assertThat(name("Private device", "private-anna", name -> false)).isEqualTo("anna");
        assertThat(name("Private device", "private-bridge", name -> false)).isEqualTo("private-bridge");
    }

    @Test
    void name_isTheModelAndTheEndOfTheId() {
        assertThat(name("RuuviTag", "cbb8334c884f", n -> false)).isEqualTo("ruuvitag-4c884f");
        assertThat(name("Shelly BLU  Button/1 #", "a4c138000001", n -> false)).isEqualTo("shelly-blu-button-1-000001");
    }

    @Test
    void nameThatIsTaken_hasTheWholeId() {
        assertThat(name("RuuviTag", "cbb8334c884f", "ruuvitag-4c884f"::equals)).isEqualTo("ruuvitag-cbb8334c884f");
    }

    @Test
    void modelWithoutLetters_orOfEndlessLength_makesATopicLevelStill() {
        assertThat(name("温度计", "cbb8334c884f", n -> false)).isEqualTo("device-4c884f");
        assertThat(name("../+/#", "cbb8334c884f", n -> false)).isEqualTo("device-4c884f");
        assertThat(name("x".repeat(1000), "cbb8334c884f", n -> false)).hasSize(47);
    }
}
