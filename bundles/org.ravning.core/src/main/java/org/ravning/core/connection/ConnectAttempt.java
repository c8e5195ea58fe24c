// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnectException.Reason;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.PlatformOptions;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Durations;
import org.ravning.core.dispatch.Stages;

/**
 * One attempt to connect: finds the adapter that reaches the device best, waits for its turn there, opens the link.
 *
 * <pre>
 *   SEARCHING --heard, or time to try without--&gt; QUEUED --its turn--&gt; OPENING --services--&gt; DONE
 *        \____________________ failed, abandoned ____|__________________|_____________________^
 * </pre>
 *
 * <p>It has no deadline but those of its callers: the last of them to leave abandons it. Whatever happens,
 * {@link #clean()} ends only when nothing of it is left in the system (contract C4).
 */
final class ConnectAttempt {
    private static final Duration OTHERS_SEARCH_LIMIT = Duration.ofSeconds(5);

    private final DeviceId device;
    private final @Nullable AdapterId only;
    private final Duration searchLimit;
    private final List<PlatformOptions> platform;
    private final ConnectPaths paths;
    private final CoreThreads threads;
    private final Counters counters;
    private final DeviceSearch search;
    private final Set<AdapterId> avoided = new HashSet<>();
    private boolean mustHear;
    private @Nullable BleException unheard;

    private final CompletableFuture<Connected> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> clean = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;
    private ConnectTurns.@Nullable Turn turn;
    private @Nullable LinkOpening opening;
    private volatile boolean heard;
    private volatile boolean yielded;
    private volatile String progress = "the device was not heard";

    /** What an attempt gives. */
    record Connected(LinkSession session, GattDatabase database) {}

    /** What may be done when an attempt has failed. */
    enum Next {
        /** The cause will not pass. */
        GIVE_UP,
        /** The cause may pass: another attempt, after a pause. */
        ANEW,
        /** Another attempt at once, for this one has only made way, or another adapter may do. */
        AT_ONCE
    }

    ConnectAttempt(
            DeviceId device,
            @Nullable AdapterId only,
            Duration timeout,
            List<PlatformOptions> platform,
            ConnectPaths paths,
            CoreThreads threads,
            Counters counters) {
        this.device = device;
        this.only = only;
        this.searchLimit = timeout.dividedBy(2);
        this.platform = platform;
        this.paths = paths;
        this.threads = threads;
        this.counters = counters;
        this.search = new DeviceSearch(threads);
    }

    /** Says whether another attempt may succeed where this one failed with that cause. */
    Next next(Throwable cause) {
        if (yielded) {
            return Next.AT_ONCE;
        }
        if (!(cause instanceof BleConnectException failure)) {
            return Next.GIVE_UP;
        }
        return switch (failure.reason()) {
            case ABORTED -> Next.ANEW;
            case NOT_FOUND -> heard ? Next.ANEW : Next.GIVE_UP;
            case NO_SLOT -> isFull() && paths.usable(only, tried()).isPresent() ? Next.AT_ONCE : Next.GIVE_UP;
            default -> Next.GIVE_UP;
        };
    }

    /** Returns another attempt, not yet begun, that heeds why this one failed. */
    ConnectAttempt again(Throwable cause) {
        ConnectAttempt next =
                new ConnectAttempt(device, only, searchLimit.multipliedBy(2), platform, paths, threads, counters);
        next.avoided.addAll(avoided);
        next.unheard = unheard;
        if (cause instanceof BleConnectException failure && failure.reason() == Reason.NOT_FOUND) {
            next.mustHear = true; // the system has forgotten the device
        } else if (cause instanceof BleConnectException failure && failure.reason() == Reason.NO_SLOT) {
            next.avoided.addAll(tried());
            next.unheard = failure;
        }
        return next;
    }

    /** Says whether an adapter was tried, and not just searched for in vain. */
    private boolean isFull() {
        return tried().size() > avoided.size();
    }

    private Set<AdapterId> tried() {
        Set<AdapterId> all = new HashSet<>(avoided);
        lock.lock();
        try {
            if (opening != null) {
                all.add(opening.session().adapter().id());
            }
        } finally {
            lock.unlock();
        }
        return all;
    }

    CompletableFuture<Connected> connected() {
        return connected;
    }

    CompletableFuture<Void> clean() {
        return clean;
    }

    /** Returns how far it has come, for the message of a deadline. */
    String progress() {
        return progress;
    }

    void start() {
        threads.workers().execute(this::find);
    }

    /** Gives up; nobody waits any more. */
    void abandon() {
        end(null);
    }

    /** Takes notice that an adapter was switched off or has left. */
    void adapterLost(
            DefaultBleAdapter adapter, DisconnectReason reason, BleUnavailableException cause, boolean cleanUp) {
        LinkOpening open;
        lock.lock();
        try {
            open = opening;
        } finally {
            lock.unlock();
        }
        if (open == null) {
            if (!paths.usable(only, Set.of()).isPresent()) {
                fail(cause.during(operation(null)));
            }
        } else if (open.session().adapter() == adapter) {
            fail(cause.during(operation(adapter.id())));
            open.session().adapterLost(reason, cleanUp);
        }
    }

    private void find() {
        Optional<DeviceFinder.Found> found = paths.best(device, only, avoided);
        if (found.isPresent() && !mustHear) {
            heard = true;
            queue(found.get());
        } else if (!paths.usable(only, avoided).isPresent()) {
            fail(unavailable());
        } else {
            beginSearch();
        }
    }

    private BleException unavailable() {
        BleException known = unheard;
        return known == null ? paths.finder().unavailable(operation(only), only) : known;
    }

    private void beginSearch() {
        boolean others = unheard != null && searchLimit.compareTo(OTHERS_SEARCH_LIMIT) > 0;
        search.begin(
                others ? OTHERS_SEARCH_LIMIT : searchLimit,
                heardIt -> paths.finder().search(device, only, avoided, heardIt),
                this::endSearch);
        if (!mustHear) {
            paths.finder().holding(device, only, avoided, this::takeUnheard);
        }
    }

    /** A device that another program has connected does not advertise; the system knows it meanwhile. */
    private void takeUnheard(DefaultBleAdapter adapter) {
        if (search.close()) {
            queue(new DeviceFinder.Found(adapter, device, 0));
        }
    }

    /** The device was heard, or is tried unheard: the system may know it from earlier. */
    private void endSearch() {
        if (!search.close()) {
            return;
        }
        Optional<DeviceFinder.Found> found = paths.best(device, only, avoided);
        heard = found.isPresent();
        Optional<DefaultBleAdapter> any = paths.usable(only, avoided);
        if (found.isPresent()) {
            queue(found.get());
        } else if (unheard != null || !any.isPresent()) {
            fail(unavailable());
        } else {
            queue(new DeviceFinder.Found(any.get(), device, 0));
        }
    }

    /** What waits here was never sent to the system, and is not when its callers leave. */
    private void queue(DeviceFinder.Found found) {
        AdapterId adapter = found.adapter().id();
        boolean full;
        lock.lock();
        try {
            if (over) {
                return;
            }
            progress = "other devices were being connected through " + adapter;
            ConnectPath path = paths.through(found.adapter());
            turn = path.turns().take(!heard || path.hasFailed(device), () -> open(found), this::yieldTurn);
            full = turn == null;
        } finally {
            lock.unlock();
        }
        if (full) {
            String message = operation(adapter) + " refused: " + ConnectTurns.CAPACITY + " attempts wait already";
            fail(new BleConnectException(operation(adapter), Reason.BUSY, message, null));
        }
    }

    private void open(DeviceFinder.Found found) {
        if (!found.adapter().isUsable()) {
            endTurn();
            find();
            return;
        }
        LinkOpening open = new LinkOpening(found, platform, threads, counters);
        lock.lock();
        try {
            if (over) {
                return;
            }
            opening = open;
            progress = "its link did not come up";
        } finally {
            lock.unlock();
        }
        Stages.onEnd(open.up(), (session, thrown) -> {
            if (session == null) {
                notUp(found, thrown == null ? new IllegalStateException("no link") : thrown);
            } else {
                progress = "its services were not discovered";
                endTurn();
            }
        });
        Stages.onEnd(open.discovered(), (database, thrown) -> {
            if (database == null) {
                fail(ConnectFailures.undiscovered(operation(only), thrown));
            } else {
                succeed(open, database);
            }
        });
        Stages.onEnd(open.clean(), (nothing, thrown) -> {
            endTurn();
            clean.complete(null);
        });
        open.start();
    }

    private void endTurn() {
        ConnectTurns.Turn mine;
        lock.lock();
        try {
            mine = turn;
            turn = null;
        } finally {
            lock.unlock();
        }
        if (mine != null) {
            mine.end();
        }
    }

    /** Others wait, and this has taken long enough: it lines up again. */
    private void yieldTurn() {
        LinkOpening open;
        lock.lock();
        try {
            open = opening;
        } finally {
            lock.unlock();
        }
        if (open != null && !open.up().isDone()) {
            yielded = true;
            String message = operation(only) + " made way for others after " + Durations.text(ConnectTurns.SLICE);
            if (end(new BleConnectException(operation(only), Reason.ABORTED, message, null))) {
                paths.through(open.session().adapter()).failed(device);
                counters.connectYields.increment();
            }
        }
    }

    private void notUp(DeviceFinder.Found found, Throwable thrown) {
        BleException cause =
                ConnectFailures.refused(operation(only), found.adapter(), heard ? null : searchLimit, thrown);
        ConnectPath path = paths.through(found.adapter());
        if (cause instanceof BleConnectException refused && refused.reason() == Reason.NO_SLOT) {
            path.noSlot();
        } else {
            path.failed(device);
        }
        fail(cause);
    }

    private void succeed(LinkOpening open, GattDatabase database) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
        } finally {
            lock.unlock();
        }
        open.done();
        paths.through(open.session().adapter()).succeeded(device);
        connected.complete(new Connected(open.session(), database));
    }

    private void fail(BleException cause) {
        if (end(cause)) {
            counters.connectFailures.increment();
        }
    }

    /** Ends without success; returns false if it had ended before. */
    private boolean end(@Nullable BleException cause) {
        LinkOpening open;
        lock.lock();
        try {
            if (over) {
                return false;
            }
            over = true;
            open = opening;
        } finally {
            lock.unlock();
        }
        threads.workers().execute(search::endForGood);
        if (cause != null) {
            connected.completeExceptionally(cause);
        }
        if (open == null) {
            endTurn();
            clean.complete(null);
        } else {
            open.callOff();
        }
        return true;
    }

    private BleOperation operation(@Nullable AdapterId adapter) {
        return new BleOperation("connect", device, adapter);
    }
}
