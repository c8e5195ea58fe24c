// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.api.Capability;
import org.ravning.api.ScanMode;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.Alarm;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.SerialExecutor;
import org.ravning.core.dispatch.Stages;
import org.ravning.spi.RadioScan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one discovery of one radio: compares what its scans want with what runs, and takes the next step.
 *
 * <pre>
 *           wanted              accepted
 *   IDLE -----------&gt; STARTING ----------&gt; SCANNING
 *    ^  ^               |  |                |   |
 *    |  |    unwanted   |  | refused        |   | ended by itself
 *    |  +-- STOPPING &lt;--+--|-- unwanted, ---+   |
 *    |                     |   or too narrow    |
 *    +------ WAITING &lt;-----+--------------------+      (radio gone: GONE, from any state)
 *   time over
 * </pre>
 *
 * <p>All of it is guarded by the hub's lock, which is never held while the radio is called: those calls go through a
 * queue of this radio's own, in order.
 */
final class RadioScanner {
    private static final Logger LOG = LoggerFactory.getLogger(RadioScanner.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(15);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CHECK = Duration.ofSeconds(10);

    private enum Phase {
        IDLE,
        STARTING,
        SCANNING,
        STOPPING,
        WAITING,
        GONE
    }

    private final DefaultBleAdapter adapter;
    private final AdapterId id;
    private final CoreThreads threads;
    private final Counters counters;
    private final ReentrantLock hubLock;
    private final SerialExecutor radioCalls;
    private final Audience audience = new Audience();
    private final RadioFeed feed;
    private final SilentRadio silence;
    private final Predicate<RadioScanner> othersHear;

    private Phase phase = Phase.IDLE;
    private boolean usable;
    private volatile boolean gone;
    private int failures;
    private long step;
    private @Nullable RadioScan running;
    private RadioFeed.@Nullable Session session;
    private @Nullable Alarm timer;

    /** Creates it; {@code othersHear} says whether radios other than the one given have heard something lately. */
    RadioScanner(
            DefaultBleAdapter adapter,
            CoreThreads threads,
            Counters counters,
            ReentrantLock hubLock,
            Predicate<RadioScanner> othersHear) {
        this.othersHear = othersHear;
        this.adapter = adapter;
        this.id = adapter.id();
        this.threads = threads;
        this.counters = counters;
        this.hubLock = hubLock;
        this.radioCalls = new SerialExecutor(threads.workers());
        this.feed = new RadioFeed(id, audience, threads, counters);
        this.silence = new SilentRadio(adapter, feed, threads, counters);
        this.usable = adapter.isUsable();
    }

    DefaultBleAdapter adapter() {
        return adapter;
    }

    RadioFeed feed() {
        return feed;
    }

    boolean isUsable() {
        return usable;
    }

    void add(ScanSubscription scan) {
        audience.add(scan);
        if (usable) {
            scan.expect(id);
        }
        if (phase == Phase.WAITING) {
            enter(Phase.IDLE);
        }
        reconcile();
        if (phase == Phase.SCANNING) {
            scan.scanning(id);
        }
    }

    void remove(ScanSubscription scan) {
        if (audience.remove(scan)) {
            reconcile();
        }
    }

    void adapterChanged() {
        boolean was = usable;
        usable = adapter.isUsable();
        if (was && !usable) {
            lost(off());
        } else if (usable && !was) {
            failures = 0;
            audience.forEach(scan -> scan.expect(id));
            if (phase == Phase.WAITING) {
                enter(Phase.IDLE);
            }
        }
        reconcile();
    }

    void gone(BleUnavailableException cause) {
        usable = false;
        gone = true;
        endSession();
        enter(Phase.GONE);
        lost(cause);
        feed.close();
    }

    private void reconcile() {
        RadioScan wanted =
                usable ? audience.union(adapter.capabilities().contains(Capability.PASSIVE_SCAN), id.backend()) : null;
        switch (phase) {
            case IDLE -> {
                if (wanted != null) {
                    start(wanted);
                }
            }
            case STARTING, SCANNING -> {
                if (wanted == null || phase == Phase.SCANNING && !covers(wanted)) {
                    stop();
                }
            }
            case WAITING -> {
                if (wanted == null) {
                    enter(Phase.IDLE);
                }
            }
            case STOPPING, GONE -> {}
        }
    }

    private void start(RadioScan scan) {
        RadioFeed.Session fresh = feed.begin(scan.mode());
        session = fresh;
        running = scan;
        enter(Phase.STARTING);
        fresh.onStopped(cause -> locked(() -> stopped(fresh, cause)));
        call(() -> adapter.radio().startScan(scan, fresh), START_LIMIT, "scan", this::started);
    }

    private void started(@Nullable BleException failure) {
        if (failure != null) {
            boolean mayStillCome = failure instanceof org.ravning.api.BleTimeoutException;
            refused(failure);
            if (mayStillCome) {
                radioCalls.execute(() -> adapter.radio().stopScan());
            }
            return;
        }
        enter(Phase.SCANNING);
        watchSilence();
        audience.forEach(scan -> scan.scanning(id));
        reconcile();
    }

    private void watchSilence() {
        long expected = step;
        timer = threads.after(
                CHECK,
                () -> locked(() -> {
                    if (step == expected) {
                        watchSilence();
                        checkSilence();
                    }
                }));
    }

    private void checkSilence() {
        RadioScan now = running;
        boolean passive = now != null && now.mode() == ScanMode.PASSIVE;
        if (silence.check(passive, othersHear.test(this))) {
            stop();
        }
    }

    /** Says whether it scans and has become deaf, as far as can be told. */
    boolean isSilent() {
        return phase != Phase.IDLE && silence.isSilent();
    }

    private void refused(BleException cause) {
        failures++;
        endSession();
        Duration pause = pause();
        LOG.warn("{} does not scan: {}; next try in {} ms", id, cause.getMessage(), pause.toMillis());
        enter(Phase.WAITING);
        long expected = step;
        timer = threads.after(
                pause,
                () -> locked(() -> {
                    if (step == expected) {
                        enter(Phase.IDLE);
                        reconcile();
                    }
                }));
        counters.scanFailures.increment();
        lost(cause);
        reconcile();
    }

    private void stopped(RadioFeed.Session which, BleException cause) {
        if (session != which || phase != Phase.SCANNING && phase != Phase.STARTING) {
            return;
        }
        failures = which.heardSomething() ? 0 : failures;
        if (usable) {
            refused(cause);
        } else {
            endSession();
            enter(Phase.IDLE);
        }
    }

    private void stop() {
        endSession();
        enter(Phase.STOPPING);
        call(() -> adapter.radio().stopScan(), STOP_LIMIT, "stop scan", failure -> {
            if (failure != null) {
                LOG.info("{}: {}", id, failure.getMessage());
            }
            enter(Phase.IDLE);
            reconcile();
        });
    }

    /** Calls the radio on its own queue; the answer, or a timeout, comes back under the lock if still expected. */
    private void call(
            Supplier<CompletionStage<Void>> radioCall,
            Duration limit,
            String name,
            java.util.function.Consumer<@Nullable BleException> answer) {
        long expected = step;
        BleOperation operation = new BleOperation(name, null, id);
        BiConsumer<@Nullable Object, @Nullable Throwable> end = (nothing, thrown) -> locked(() -> {
            if (step == expected) {
                answer.accept(thrown == null ? null : asBleException(operation, thrown));
            }
        });
        timer = threads.after(limit, () -> end.accept(null, BlockingCalls.timeout(operation, limit, true)));
        radioCalls.execute(() -> {
            if (gone) {
                return;
            }
            try {
                Stages.onEnd(radioCall.get(), end::accept);
            } catch (RuntimeException e) {
                end.accept(null, e);
            }
        });
    }

    private void enter(Phase next) {
        phase = next;
        step++;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        adapter.scanning(next == Phase.SCANNING);
    }

    private void endSession() {
        if (session != null) {
            session.end();
        }
        session = null;
        running = null;
    }

    private void lost(BleException cause) {
        audience.forEach(scan -> scan.lost(id, cause));
    }

    private boolean covers(RadioScan wanted) {
        RadioScan now = running;
        if (now == null || now.mode() != wanted.mode() || !now.platforms().containsAll(wanted.platforms())) {
            return false;
        }
        Set<UUID> heard = now.serviceUuids();
        return heard.isEmpty()
                || !wanted.serviceUuids().isEmpty() && new HashSet<>(heard).containsAll(wanted.serviceUuids());
    }

    private Duration pause() {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures - 1, 10));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private BleUnavailableException off() {
        BleOperation operation = new BleOperation("scan", null, id);
        return new BleUnavailableException(
                operation, Reason.POWERED_OFF, "adapter " + id + " was switched off", "switch it on", null);
    }

    private static BleException asBleException(BleOperation operation, Throwable thrown) {
        Throwable cause = Stages.unwrap(thrown);
        if (cause instanceof BleException known) {
            return known;
        }
        LOG.error("{} failed by a bug of its backend", operation, cause);
        return new BleUnavailableException(operation, Reason.FAILED, operation + " failed: " + cause, "", cause);
    }

    private void locked(Runnable task) {
        hubLock.lock();
        try {
            task.run();
        } finally {
            hubLock.unlock();
        }
    }
}
