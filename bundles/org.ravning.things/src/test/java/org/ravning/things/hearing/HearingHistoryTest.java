// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HearingHistoryTest {
    private final HearingHistory history = new HearingHistory(SilenceRule.DEFAULT, 0);
    private long now;

    private void hearAfter(Duration gap) {
        now += gap.toNanos();
        history.heard(now);
    }

    @Test
    void newDevice_isAllowedAWhile() {
        assertThat(history.allowedSilence()).isEqualTo(Duration.ofMinutes(3));
        hearAfter(Duration.ofMinutes(10));
        assertThat(history.allowedSilence()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void deviceWhoseIntervalWasLearnedBefore_isAllowedTwiceThat_atOnce() {
        HearingHistory again = new HearingHistory(SilenceRule.DEFAULT, 0, Duration.ofMinutes(30));
        assertThat(again.allowedSilence()).isEqualTo(Duration.ofHours(1));
        assertThat(again.learned()).contains(Duration.ofMinutes(30));
        for (int i = 1; i <= 16; i++) {
            again.heard(Duration.ofMinutes(i).toNanos());
        }
        assertThat(again.learned()).contains(Duration.ofMinutes(1));
        assertThat(history.learned()).isEmpty();
    }

    @Test
    void largestOfTheLastSixteenGaps_counts_twice() {
        hearAfter(Duration.ofHours(8));
        for (int i = 0; i < 15; i++) {
            hearAfter(Duration.ofMinutes(1));
        }
        assertThat(history.allowedSilence()).isEqualTo(Duration.ofHours(16));
        hearAfter(Duration.ofMinutes(1));
        assertThat(history.allowedSilence()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void deviceThatSendsOften_isAllowedTheLeast() {
        for (int i = 0; i < 1000; i++) {
            hearAfter(Duration.ofMillis(100));
        }
        assertThat(history.allowedSilence()).isEqualTo(Duration.ofSeconds(30));
        assertThat(history.silence(now + 5)).isEqualTo(Duration.ofNanos(5));
    }

    @Test
    void buttonThatSendsABurstForEachPress_isKnownByItsPresses() {
        for (int press = 0; press < 20; press++) {
            hearAfter(Duration.ofMinutes(30));
            for (int i = 0; i < 8; i++) {
                hearAfter(Duration.ofMillis(100));
            }
        }
        assertThat(history.allowedSilence()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(62));
    }

    @Test
    void gapWhileNothingCouldBeHeard_isNotLearned() {
        for (int i = 0; i < 16; i++) {
            hearAfter(Duration.ofSeconds(20));
        }
        history.pause();
        hearAfter(Duration.ofHours(2));
        hearAfter(Duration.ofSeconds(20));
        assertThat(history.allowedSilence()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void noDevice_isAllowedMoreThanTheMost() {
        hearAfter(Duration.ofDays(20));
        assertThat(history.allowedSilence()).isEqualTo(Duration.ofHours(25));
    }
}
