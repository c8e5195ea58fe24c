// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ravning.testkit.vector.NoiseRate;

class NoiseTest {
    @Test
    void randomFrames_decoded_makeNoThing() {
        assertThat(NoiseRate.tooOften(new XiaomiProfile(), 50_000)).isEmpty();
    }
}
