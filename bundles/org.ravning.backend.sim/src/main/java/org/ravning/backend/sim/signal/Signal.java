// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import java.time.Duration;

/** A number that changes with time; asked twice at one time, it answers the same. May be asked from any thread. */
@FunctionalInterface
public interface Signal {
    /** Returns the value when this much time has passed since the air first ran. */
    double at(Duration elapsed);

    /** Returns a signal that never changes. */
    static Signal constant(double value) {
        return elapsed -> value;
    }

    /** Returns {@code mean + amplitude * sin}; it begins at the mean, going up, {@code phase} of a period later. */
    static Signal sine(double mean, double amplitude, Duration period, double phase) {
        double nanos = period.toNanos();
        return elapsed -> mean + amplitude * Math.sin(2 * Math.PI * (elapsed.toNanos() / nanos + phase));
    }

    /** Returns a signal that takes each value for a while, in turn. */
    static Signal sequence(double[] values, Duration every) {
        double[] copy = values.clone();
        return elapsed -> copy[(int) (steps(elapsed, every) % copy.length)];
    }

    /** Returns a signal that counts, beginning again at zero when it reaches the modulus. */
    static Signal counter(long start, long step, Duration every, long modulus) {
        return elapsed -> Math.floorMod(start + step * (steps(elapsed, every) % modulus), modulus);
    }

    /** Returns how many whole steps have passed. */
    static long steps(Duration elapsed, Duration every) {
        return elapsed.toNanos() / every.toNanos();
    }
}
