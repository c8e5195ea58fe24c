// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.assorted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ravning.testkit.vector.NoiseRate;

class NoiseTest {
    // Formats whose every byte can mean anything; docs/decoding-noise.md has their rates.
    private static final Set<String> WITHOUT_CHECK = new HashSet<>(Set.of(
            "company 131",
            "company 133",
            "company 157",
            "company 194",
            "company 5cd",
            "company 757",
            "company 7b4",
            "company 828",
            "company 94f",
            "company 2121",
            "company 2122",
            "company f214",
            "service 2a6e",
            "service 2a6f",
            "service aa20",
            "service aa21",
            "service aa22",
            "service f525",
            "service fee0",
            "service ffe1"));

    static {
        for (int low : new int[] {0x90, 0x92, 0x94, 0x96}) {
            WITHOUT_CHECK.add("company " + Integer.toHexString(0x8200 | low));
            INode.CARE_SENSORS.forEach(model -> WITHOUT_CHECK.add("company " + Integer.toHexString(model << 8 | low)));
        }
    }

    @Test
    void randomFrames_decoded_makeNoThingWhereTheFormatHasACheck() {
        assertThat(NoiseRate.tooOften(new AssortedProfile(), 2_000)).isSubsetOf(WITHOUT_CHECK);
    }
}
