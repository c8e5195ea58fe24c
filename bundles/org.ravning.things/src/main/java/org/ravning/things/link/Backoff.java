// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** How long to wait before the next attempt: twice as long each time, from a second to five minutes. */
final class Backoff {
    private static final long LEAST_MILLIS = 1_000;
    private static final long MOST_MILLIS = 300_000;
    /** Keeps devices that were lost at one moment from being tried at one moment. */
    private static final double JITTER = 0.25;

    private final DoubleSupplier random;
    private int failures;

    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    Duration next() {
        double millis = Math.min(MOST_MILLIS, LEAST_MILLIS * Math.pow(2, Math.min(failures, 20)));
        failures++;
        return Duration.ofMillis(Math.min(MOST_MILLIS, Math.round(millis * (1 + JITTER * random.getAsDouble()))));
    }

    void reset() {
        failures = 0;
    }
}
