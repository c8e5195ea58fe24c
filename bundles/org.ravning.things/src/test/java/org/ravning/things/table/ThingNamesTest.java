// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThingNamesTest {
    @Test
    void name_isTheModelAndTheEndOfTheId() {
        assertThat(ThingNames.name("RuuviTag", "cbb8334c884f", n -> false)).isEqualTo("ruuvitag-4c884f");
        assertThat(ThingNames.name("Shelly BLU  Button/1 #", "a4c138000001", n -> false))
                .isEqualTo("shelly-blu-button-1-000001");
    }

    @Test
    void nameThatIsTaken_hasTheWholeId() {
        assertThat(ThingNames.name("RuuviTag", "cbb8334c884f", "ruuvitag-4c884f"::equals))
                .isEqualTo("ruuvitag-cbb8334c884f");
    }

    @Test
    void modelWithoutLetters_orOfEndlessLength_makesATopicLevelStill() {
        assertThat(ThingNames.name("温度计", "cbb8334c884f", n -> false)).isEqualTo("device-4c884f");
        assertThat(ThingNames.name("../+/#", "cbb8334c884f", n -> false)).isEqualTo("device-4c884f");
        assertThat(ThingNames.name("x".repeat(1000), "cbb8334c884f", n -> false))
                .hasSize(47);
    }
}
