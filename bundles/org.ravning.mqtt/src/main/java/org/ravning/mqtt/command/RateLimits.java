// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** A rate limit for each of many, of which those used last are remembered; any thread may call. */
final class RateLimits {
    private static final int REMEMBERED = 1024;

    private final Clock clock;
    private final int burst;
    private final Duration interval;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, RateLimit> limits = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RateLimit> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Limits each alike.
     *
     * @param burst how many at once
     * @param interval the time after which there is one more
     */
    RateLimits(Clock clock, int burst, Duration interval) {
        this.clock = clock;
        this.burst = burst;
        this.interval = interval;
    }

    boolean tryTake(String of) {
        lock.lock();
        try {
            return limits.computeIfAbsent(of, each -> new RateLimit(clock, burst, interval))
                    .tryTake();
        } finally {
            lock.unlock();
        }
    }
}
