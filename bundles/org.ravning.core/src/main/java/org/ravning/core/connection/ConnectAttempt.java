// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnectException.Reason;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.Alarm;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Durations;
import org.ravning.core.dispatch.Stages;
import org.ravning.spi.Link;
import org.ravning.spi.PendingLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to connect: finds the adapter that hears the device, opens the link, discovers the services.
 *
 * <pre>
 *   SEARCHING --heard, or time to try without--&gt; OPENING --link--&gt; DISCOVERING --services--&gt; DONE
 *        \____________________ failed, abandoned _____|_________________|___________________^
 * </pre>
 *
 * <p>It has no deadline but those of its callers: the last of them to leave abandons it. Whatever happens,
 * {@link #clean()} ends only when nothing of it is left in the system (contract C4).
 */
final class ConnectAttempt {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectAttempt.class);
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(5);

    private final DeviceId device;
    private final @Nullable AdapterId only;
    private final Duration searchLimit;
    private final DeviceFinder finder;
    private final CoreThreads threads;
    private final Counters counters;

    private final CompletableFuture<Connected> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> clean = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;
    private boolean calledOff;
    private DeviceFinder.@Nullable Search search;
    private @Nullable LinkSession session;
    private @Nullable PendingLink pending;
    private @Nullable Alarm alarm;
    private volatile boolean heard;
    private volatile boolean mustHear;
    private final CompletableFuture<Void> lateClosed = new CompletableFuture<>();
    private final AtomicBoolean lateBegun = new AtomicBoolean();
    private volatile String progress = "the device was not heard";

    /** What an attempt gives. */
    record Connected(LinkSession session, GattDatabase database) {}

    ConnectAttempt(
            DeviceId device,
            @Nullable AdapterId only,
            Duration timeout,
            DeviceFinder finder,
            CoreThreads threads,
            Counters counters) {
        this.device = device;
        this.only = only;
        this.searchLimit = timeout.dividedBy(2);
        this.finder = finder;
        this.threads = threads;
        this.counters = counters;
    }

    /** Says whether the next attempt may succeed where this one failed with that cause. */
    boolean mayPass(Throwable cause) {
        return cause instanceof BleConnectException failure
                && (failure.reason() == Reason.ABORTED || failure.reason() == Reason.NOT_FOUND && heard);
    }

    /** Returns another attempt, not yet begun; if the system had forgotten the device, it must be heard first. */
    ConnectAttempt again(Throwable cause) {
        ConnectAttempt next = new ConnectAttempt(device, only, searchLimit.multipliedBy(2), finder, threads, counters);
        next.mustHear = cause instanceof BleConnectException failure && failure.reason() == Reason.NOT_FOUND;
        return next;
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
        LinkSession opening;
        lock.lock();
        try {
            opening = session;
        } finally {
            lock.unlock();
        }
        if (opening == null) {
            if (!finder.usable(only).isPresent()) {
                fail(cause.during(operation(null)));
            }
        } else if (opening.adapter() == adapter) {
            fail(cause.during(operation(adapter.id())));
            opening.adapterLost(reason, cleanUp);
        }
    }

    private void find() {
        Optional<DeviceFinder.Found> found = finder.heardLately(device, only);
        if (found.isPresent() && !mustHear) {
            heard = true;
            open(found.get());
        } else if (!finder.usable(only).isPresent()) {
            fail(finder.unavailable(operation(only), only));
        } else {
            beginSearch();
        }
    }

    private void beginSearch() {
        lock.lock();
        try {
            if (over) {
                return;
            }
            alarm = threads.after(searchLimit, this::endSearchLater);
            search = finder.search(device, only, this::endSearchLater);
        } finally {
            lock.unlock();
        }
    }

    private void endSearchLater() {
        threads.workers().execute(this::endSearch);
    }

    /** The device was heard, or is tried unheard: the system may know it from earlier. */
    private void endSearch() {
        if (!closeSearch()) {
            return;
        }
        Optional<DeviceFinder.Found> found = finder.heardLately(device, only);
        heard = found.isPresent();
        Optional<DefaultBleAdapter> any = finder.usable(only);
        if (found.isPresent()) {
            open(found.get());
        } else if (any.isPresent()) {
            open(new DeviceFinder.Found(any.get(), device));
        } else {
            fail(finder.unavailable(operation(only), only));
        }
    }

    /** Returns false if there was no search any more. */
    private boolean closeSearch() {
        DeviceFinder.Search open;
        lock.lock();
        try {
            open = search;
            search = null;
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
        return open != null;
    }

    private void open(DeviceFinder.Found found) {
        LinkSession opening = new LinkSession(found.device(), found.adapter(), threads, counters);
        lock.lock();
        try {
            if (over) {
                return;
            }
            session = opening;
            progress = "its link did not come up";
        } finally {
            lock.unlock();
        }
        Stages.onEnd(opening.down(), (reason, thrown) -> lost(reason == null ? DisconnectReason.UNKNOWN : reason));
        if (!found.adapter().isUsable()) {
            opening.adapterLost(DisconnectReason.ADAPTER_GONE, false);
            clean.complete(null);
            return;
        }
        try {
            PendingLink asked = found.adapter().radio().openLink(found.device(), opening);
            Stages.onEnd(asked.link(), (link, thrown) -> opened(opening, link, thrown));
            if (!keep(asked)) {
                callOff(asked, opening);
            }
        } catch (RuntimeException e) {
            opened(opening, null, e);
            clean.complete(null);
        }
    }

    private boolean keep(PendingLink asked) {
        lock.lock();
        try {
            pending = asked;
            return !calledOff;
        } finally {
            lock.unlock();
        }
    }

    private void opened(LinkSession opening, @Nullable Link link, @Nullable Throwable thrown) {
        if (link == null) {
            fail(refusal(thrown == null ? new IllegalStateException("no link") : thrown));
            return;
        }
        if (!opening.opened(link)) {
            closeLate(link);
            return;
        }
        if (isOver()) {
            opening.close(DisconnectReason.REQUESTED);
            return;
        }
        progress = "its services were not discovered";
        Stages.onEnd(opening.discover(), (database, failure) -> {
            if (database != null) {
                succeed(new Connected(opening, database));
            } else {
                fail(undiscovered(failure == null ? new IllegalStateException("no services") : failure));
            }
        });
    }

    private void succeed(Connected done) {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
        } finally {
            lock.unlock();
        }
        Stages.onEnd(done.session().clean(), (nothing, thrown) -> clean.complete(null));
        connected.complete(done);
    }

    private void lost(DisconnectReason reason) {
        fail(refusal(LinkQueue.disconnected(operation(only), reason, false)));
    }

    private void fail(BleException cause) {
        if (end(cause)) {
            counters.connectFailures.increment();
        }
    }

    /** Ends without success; returns false if it had ended before. */
    private boolean end(@Nullable BleException cause) {
        LinkSession opening;
        PendingLink asked;
        lock.lock();
        try {
            if (over) {
                return false;
            }
            over = true;
            calledOff = true;
            opening = session;
            asked = pending;
        } finally {
            lock.unlock();
        }
        threads.workers().execute(this::closeSearch);
        if (cause != null) {
            connected.completeExceptionally(cause);
        }
        if (opening == null) {
            clean.complete(null);
            return true;
        }
        Alarm late = threads.after(CANCEL_LIMIT, () -> giveUp(opening));
        Stages.onEnd(clean, (nothing, thrown) -> late.cancel());
        if (asked != null) {
            threads.workers().execute(() -> callOff(asked, opening));
        }
        return true;
    }

    private void giveUp(LinkSession opening) {
        opening.close(DisconnectReason.REQUESTED);
        clean.complete(null);
    }

    /** Has the backend give the link up, unless it has answered already. */
    private void callOff(PendingLink asked, LinkSession opening) {
        try {
            CompletableFuture<Link> answer = asked.link().toCompletableFuture();
            if (answer.isDone()) {
                cleanAfter(answer, opening);
            } else {
                Stages.onEnd(asked.cancel(), (nothing, thrown) -> cleanAfter(answer, opening));
            }
        } catch (RuntimeException e) {
            LOG.error("a backend failed to cancel a connect", e);
            giveUp(opening);
        }
    }

    /** The link may have come up at the very moment when it was called off. */
    private void cleanAfter(CompletableFuture<Link> answer, LinkSession opening) {
        opening.close(DisconnectReason.REQUESTED);
        boolean won = answer.isDone() && !answer.isCompletedExceptionally();
        CompletionStage<Void> undone = won && !opening.hasLink() ? closeLate(answer.join()) : opening.clean();
        Stages.onEnd(undone, (nothing, thrown) -> clean.complete(null));
    }

    /** Closes a link that nobody took, once. */
    private CompletionStage<Void> closeLate(Link link) {
        if (lateBegun.compareAndSet(false, true)) {
            threads.workers().execute(() -> LinkSession.closeLink(link, () -> lateClosed.complete(null)));
        }
        return lateClosed;
    }

    private boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    private BleOperation operation(@Nullable AdapterId adapter) {
        return new BleOperation("connect", device, adapter);
    }

    private BleException refusal(Throwable thrown) {
        BleOperation operation = operation(only);
        if (thrown instanceof BleDisconnectedException lost) {
            return ConnectFailures.lost(operation, lost);
        }
        if (thrown instanceof BleConnectException refused && refused.reason() == Reason.NOT_FOUND && !heard) {
            String message =
                    device + " was not heard within " + Durations.text(searchLimit) + ": " + refused.getMessage();
            return new BleConnectException(operation, Reason.NOT_FOUND, message, refused);
        }
        return ConnectFailures.known(operation, Reason.FAILED, thrown);
    }

    private BleException undiscovered(Throwable thrown) {
        return thrown instanceof BleDisconnectedException lost
                ? ConnectFailures.lost(operation(only), lost)
                : ConnectFailures.known(operation(only), Reason.DISCOVERY_FAILED, thrown);
    }
}
