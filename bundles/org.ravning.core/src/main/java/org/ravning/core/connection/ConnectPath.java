// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.CoreThreads;

/** The way to devices through one adapter: who is in turn, who could not be reached lately, whether there is room. */
final class ConnectPath {
    private static final Duration FAILURES_COUNT_FOR = Duration.ofMinutes(1);
    private static final Duration FULL_COUNTS_FOR = Duration.ofSeconds(30);
    private static final int MOST_FAILURES = 256;
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private final DefaultBleAdapter adapter;
    private final CoreThreads threads;
    private final ConnectTurns turns;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DeviceId, Failures> failures = new LinkedHashMap<>();
    private @Nullable Full full;

    private record Failures(int count, Instant last) {}

    private record Full(int links, Instant since) {}

    ConnectPath(DefaultBleAdapter adapter, CoreThreads threads) {
        this.adapter = adapter;
        this.threads = threads;
        this.turns = new ConnectTurns(threads, adapter::parallelConnects);
    }

    ConnectTurns turns() {
        return turns;
    }

    /** Takes note that the device could not be reached. */
    void failed(DeviceId device) {
        lock.lock();
        try {
            Failures before = failures.remove(device);
            failures.put(device, new Failures(before == null ? 1 : before.count() + 1, now()));
            if (failures.size() > MOST_FAILURES) {
                failures.remove(failures.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes note that the device was reached. */
    void succeeded(DeviceId device) {
        lock.lock();
        try {
            failures.remove(device);
        } finally {
            lock.unlock();
        }
    }

    /** Takes note that the system has no room for another link beside those that are up. */
    void noSlot() {
        lock.lock();
        try {
            full = new Full(adapter.connections(), now());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns how good the way is: the signal strength, less what stands against it.
     *
     * @param gap by how many dB the best adapter hears the device better than the second, at least 1
     */
    double score(DeviceId device, int rssi, double gap) {
        int free = freeSlots();
        double score = rssi - gap * (1.01 * (turns.holding() + turns.waiting()) + 0.51 * failuresOf(device));
        if (free == 1) {
            score -= 0.76 * gap;
        }
        return free > 0 ? score : score - 1000;
    }

    /** Says whether the device could not be reached lately. */
    boolean hasFailed(DeviceId device) {
        return failuresOf(device) > 0;
    }

    private int freeSlots() {
        int links = adapter.connections();
        int slots = adapter.slots() > 0 ? adapter.slots() : learntSlots();
        return slots == UNKNOWN ? UNKNOWN : Math.max(0, slots - links);
    }

    private int learntSlots() {
        lock.lock();
        try {
            Full learnt = full;
            return learnt == null || isOld(learnt.since(), FULL_COUNTS_FOR) ? UNKNOWN : learnt.links();
        } finally {
            lock.unlock();
        }
    }

    private int failuresOf(DeviceId device) {
        lock.lock();
        try {
            Failures known = failures.get(device);
            return known == null || isOld(known.last(), FAILURES_COUNT_FOR) ? 0 : known.count();
        } finally {
            lock.unlock();
        }
    }

    private boolean isOld(Instant since, Duration limit) {
        return Duration.between(since, now()).compareTo(limit) > 0;
    }

    private Instant now() {
        return threads.clock().instant();
    }
}
