// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignalTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void constant_neverChanges() {
        assertThat(Signal.constant(5).at(Duration.ofDays(1))).isEqualTo(5);
    }

    @Test
    void sine_passesItsPeakAfterAQuarter() {
        Signal sine = Signal.sine(10, 2, Duration.ofSeconds(40), 0);

        assertThat(sine.at(Duration.ZERO)).isEqualTo(10);
        assertThat(sine.at(Duration.ofSeconds(10))).isCloseTo(12, within(1e-9));
        assertThat(sine.at(Duration.ofSeconds(30))).isCloseTo(8, within(1e-9));
        assertThat(Signal.sine(0, 1, Duration.ofSeconds(4), 0.25).at(Duration.ZERO))
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void sequence_takesEachValueInTurn() {
        Signal sequence = Signal.sequence(new double[] {1, 2, 3}, SECOND);

        assertThat(sequence.at(Duration.ofMillis(999))).isEqualTo(1);
        assertThat(sequence.at(Duration.ofMillis(1000))).isEqualTo(2);
        assertThat(sequence.at(Duration.ofSeconds(5))).isEqualTo(3);
        assertThat(sequence.at(Duration.ofSeconds(6))).isEqualTo(1);
    }

    @Test
    void counter_beginsAgainAtItsModulus() {
        Signal counter = Signal.counter(250, 2, SECOND, 256);

        assertThat(counter.at(Duration.ofSeconds(2))).isEqualTo(254);
        assertThat(counter.at(Duration.ofSeconds(3))).isEqualTo(0);
        assertThat(counter.at(Duration.ofDays(366))).isBetween(0.0, 255.0);
    }

    @Test
    void walk_staysWithinItsLimitsAndStep() {
        RandomWalk walk = new RandomWalk(20, 18, 22, 0.5, SECOND, new Random(7));
        double before = walk.at(Duration.ZERO);
        assertThat(before).isEqualTo(20);
        for (int i = 1; i < 2000; i++) {
            double now = walk.at(Duration.ofSeconds(i));
            assertThat(now).isBetween(18.0, 22.0);
            assertThat(now - before).isBetween(-0.5, 0.5);
            before = now;
        }
    }

    @Test
    void walk_askedTwiceAtOneTime_answersTheSame() {
        RandomWalk walk = new RandomWalk(20, 18, 22, 0.5, SECOND, new Random(7));

        assertThat(walk.at(Duration.ofSeconds(9))).isEqualTo(walk.at(Duration.ofSeconds(9)));
        assertThat(walk.at(Duration.ofDays(300))).isBetween(18.0, 22.0);
    }

    @Test
    void walk_startingOutsideItsLimits_isRefused() {
        assertThatThrownBy(() -> new RandomWalk(5, 18, 22, 0.5, SECOND, new Random(7)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RandomWalk(5, 9, 1, 0.5, SECOND, new Random(7)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbers_areRoundedAndKeptWithinTheirFormat() {
        assertThat(NumberFormat.SINT16.write(21.35, 0.01).hex()).isEqualTo("5708");
        assertThat(NumberFormat.SINT16.write(-400, 0.01).hex()).isEqualTo("0080");
        assertThat(NumberFormat.UINT8.write(300, 1).hex()).isEqualTo("ff");
        assertThat(NumberFormat.UINT8.write(-3, 1).hex()).isEqualTo("00");
        assertThat(NumberFormat.UINT24.write(1008.83, 0.01).hex()).isEqualTo("138a01");
        assertThat(NumberFormat.UINT16BE.write(0x1234, 1).hex()).isEqualTo("1234");
        assertThat(NumberFormat.SINT32.write(-1, 1).hex()).isEqualTo("ffffffff");
    }
}
