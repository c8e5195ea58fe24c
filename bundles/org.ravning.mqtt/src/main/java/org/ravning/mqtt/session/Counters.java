// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The bridge's counters; any thread may count. */
public final class Counters {
    private final Map<Counter, AtomicLong> counts = new EnumMap<>(Counter.class);

    /** Begins at zero. */
    public Counters() {
        for (Counter counter : Counter.values()) {
            counts.put(counter, new AtomicLong());
        }
    }

    /** Counts one. */
    public void count(Counter counter) {
        of(counter).incrementAndGet();
    }

    /** Counts one, and says whether it was the first. */
    boolean countFirst(Counter counter) {
        return of(counter).incrementAndGet() == 1;
    }

    /** Returns how many there were. */
    public long get(Counter counter) {
        return of(counter).get();
    }

    /** Returns all by name. */
    public Map<String, Long> all() {
        Map<String, Long> all = new LinkedHashMap<>();
        counts.forEach((counter, count) -> all.put(counter.key(), count.get()));
        return all;
    }

    private AtomicLong of(Counter counter) {
        return java.util.Objects.requireNonNull(counts.get(counter));
    }
}
