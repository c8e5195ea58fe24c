// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import java.time.Duration;
import java.util.Random;

/** A signal that takes a random step every so often and turns back at its limits. */
public final class RandomWalk implements Signal {
    private static final long MOST_STEPS_AT_ONCE = 100_000;

    private final double min;
    private final double max;
    private final double step;
    private final Duration every;
    private final Random chance;
    private double value;
    private long taken;

    /**
     * Creates it.
     *
     * @param step the longest step, up or down
     */
    public RandomWalk(double start, double min, double max, double step, Duration every, Random chance) {
        if (!(min <= start && start <= max) || step < 0) {
            throw new IllegalArgumentException("a walk needs min <= start <= max, and no negative step");
        }
        this.value = start;
        this.min = min;
        this.max = max;
        this.step = step;
        this.every = every;
        this.chance = chance;
    }

    @Override
    public synchronized double at(Duration elapsed) {
        long due = Signal.steps(elapsed, every);
        if (due - taken > MOST_STEPS_AT_ONCE) {
            taken = due - MOST_STEPS_AT_ONCE;
        }
        while (taken < due) {
            taken++;
            value = within(value + step * (2 * chance.nextDouble() - 1));
        }
        return value;
    }

    private double within(double next) {
        double reflected = next > max ? 2 * max - next : next < min ? 2 * min - next : next;
        return Math.max(min, Math.min(max, reflected));
    }
}
