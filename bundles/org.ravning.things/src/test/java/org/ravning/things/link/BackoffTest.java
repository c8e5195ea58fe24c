// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void eachFailure_doublesTheWait_upToFiveMinutes() {
        Backoff backoff = new Backoff(() -> 0);
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(2));
        for (int i = 0; i < 100; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isEqualTo(Duration.ofMinutes(5));
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void jitter_makesItAQuarterLongerAtMost() {
        Backoff backoff = new Backoff(() -> 1);
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(1250));
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMinutes(5));
        }
    }
}
