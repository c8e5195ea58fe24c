// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.BleException;
import org.ravning.api.DeviceId;
import org.ravning.api.ScanMode;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.RadioEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of an advertisement from one radio to its audience: counted, stamped, joined with its scan response, handed
 * on. This is the hot path; its lock is its own and is held by nobody for long.
 */
final class RadioFeed {
    private static final Logger LOG = LoggerFactory.getLogger(RadioFeed.class);
    private static final int DEVICES = 4096;
    private static final int PACKETS_WAITING = 1024;
    private static final Duration TICK = Duration.ofMillis(20);

    private final AdapterId id;
    private final Audience audience;
    private final CoreThreads threads;
    private final Counters counters;

    private final ReentrantLock lock = new ReentrantLock();
    private final Sightings sightings = new Sightings(DEVICES);
    private final List<Advertisement> ready = new ArrayList<>();
    private final ResponseMerger merger;
    private final AirHabit habit = new AirHabit();
    private boolean ticking;
    private volatile boolean closed;

    RadioFeed(AdapterId id, Audience audience, CoreThreads threads, Counters counters) {
        this.id = id;
        this.audience = audience;
        this.threads = threads;
        this.counters = counters;
        this.merger = new ResponseMerger(PACKETS_WAITING, ready::add);
    }

    /** Returns a sink for one start of the radio's scan. */
    Session begin(ScanMode mode) {
        restarted();
        return new Session(mode == ScanMode.ACTIVE);
    }

    /** Forgets what waits. */
    void close() {
        closed = true;
    }

    /** Takes note that the radio begins anew: the time before is no gap between two reports. */
    void restarted() {
        lock.lock();
        try {
            habit.begin(threads.clock().millis());
        } finally {
            lock.unlock();
        }
    }

    /** Returns how much is heard usually, and for how long nothing was. */
    AirHabit.Snapshot habit() {
        lock.lock();
        try {
            return habit.at(threads.clock().millis());
        } finally {
            lock.unlock();
        }
    }

    /** Returns when and how the device was last heard, as a copy, or null. */
    @Nullable
    Heard lastHeard(DeviceId device) {
        lock.lock();
        try {
            Sightings.Sighting sighting = sightings.of(device);
            return sighting == null
                    ? null
                    : new Heard(sighting.device(), sighting.rssi(), Instant.ofEpochMilli(sighting.atMillis()));
        } finally {
            lock.unlock();
        }
    }

    private void take(List<AdvertisementReport> reports, boolean responsesFollow) {
        Instant now = threads.clock().instant();
        lock.lock();
        try {
            for (AdvertisementReport report : reports) {
                try {
                    take(report, now, responsesFollow);
                } catch (RuntimeException e) {
                    counters.malformed.increment();
                    LOG.debug("{} reported what is no advertisement: {}", id, report, e);
                }
            }
            deliver();
        } finally {
            lock.unlock();
        }
    }

    private void take(AdvertisementReport report, Instant now, boolean responsesFollow) {
        Advertisement heard =
                new Advertisement(report.device(), id, now, report.rssi(), report.connectable(), report.data());
        sightings.heard(report.device(), report.rssi(), now.toEpochMilli());
        habit.heard(now.toEpochMilli());
        switch (report.part()) {
            case ADVERTISEMENT -> packet(heard, responsesFollow);
            case SCAN_RESPONSE -> merger.response(heard);
            case WHOLE -> ready.add(heard);
        }
    }

    private void deliver() {
        if (!ready.isEmpty()) {
            audience.heard(ready);
            ready.clear();
        }
    }

    private void packet(Advertisement heard, boolean responseFollows) {
        if (responseFollows) {
            merger.packet(heard);
            startTicking();
        } else {
            ready.add(heard);
        }
    }

    private void startTicking() {
        if (!ticking) {
            ticking = true;
            threads.after(TICK, this::tick);
        }
    }

    private void tick() {
        lock.lock();
        try {
            ticking = false;
            merger.tick();
            deliver();
            if (!closed && !merger.isEmpty()) {
                startTicking();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The sink of one start of the scan; deaf once that scan has ended. */
    final class Session implements RadioEvents {
        private final boolean active;
        private final AtomicReference<@Nullable BleException> stopCause = new AtomicReference<>();
        private volatile boolean ended;
        private volatile boolean heard;
        private volatile @Nullable Consumer<BleException> onStopped;

        private Session(boolean active) {
            this.active = active;
        }

        @Override
        public void advertisement(AdvertisementReport report) {
            advertisements(List.of(report));
        }

        @Override
        public void advertisements(List<AdvertisementReport> reports) {
            if (!ended) {
                heard = true;
                counters.advertisements.add(reports.size());
                take(reports, active);
            }
        }

        @Override
        public void malformed(String why) {
            if (!ended) {
                counters.malformed.increment();
                LOG.debug("{} heard something malformed: {}", id, why);
            }
        }

        @Override
        public void scanStopped(BleException cause) {
            Consumer<BleException> told = onStopped;
            if (told != null && stopCause.compareAndSet(null, cause)) {
                told.accept(cause);
            }
        }

        void onStopped(Consumer<BleException> action) {
            onStopped = action;
        }

        boolean heardSomething() {
            return heard;
        }

        void end() {
            ended = true;
        }
    }
}
