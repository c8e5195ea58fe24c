// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ravning.testkit.vector.NoiseRate;

class NoiseTest {
    // Formats whose every byte can mean anything; docs/decoding-noise.md has their rates.
    private static final Set<String> WITHOUT_CHECK = Set.of("service 181c", "service fcd2");

    @Test
    void randomFrames_decoded_makeNoThingWhereTheFormatHasACheck() {
        assertThat(NoiseRate.tooOften(new BtHomeProfile(), 70_000)).isSubsetOf(WITHOUT_CHECK);
    }
}
