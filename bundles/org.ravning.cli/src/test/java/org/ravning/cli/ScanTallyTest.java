// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScanTallyTest {
    @Test
    void enough_stopsTheClock() throws Exception {
        ScanTally tally = new ScanTally(2, 100);
        tally.taken(150);
        assertThat(tally.isComplete()).isFalse();
        tally.taken(300);
        tally.end(900);
        tally.await(Long.MAX_VALUE);

        assertThat(tally.isComplete()).isTrue();
        assertThat(tally.count()).isEqualTo(2);
        assertThat(tally.nanos()).isEqualTo(200);
    }

    @Test
    void none_tookAtLeastANanosecond() {
        ScanTally tally = new ScanTally(2, 100);
        tally.end(100);
        assertThat(tally.nanos()).isEqualTo(1);
        assertThat(tally.count()).isZero();
    }
}
