// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.PlatformOptions;
import org.ravning.core.dispatch.Alarm;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Stages;
import org.ravning.spi.Link;
import org.ravning.spi.PendingLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a backend is asked for one link through one adapter, and how that is undone.
 *
 * <pre>
 *   OPENING --link--&gt; DISCOVERING --services--&gt; DONE
 *       \________|__ called off: cancelled, or closed when it comes after all
 * </pre>
 *
 * <p>Whatever happens, {@link #clean()} ends only when nothing of it is left in the system (contract C4).
 */
final class LinkOpening {
    private static final Logger LOG = LoggerFactory.getLogger(LinkOpening.class);
    private static final Duration CANCEL_LIMIT = Duration.ofSeconds(5);

    private final LinkSession session;
    private final List<PlatformOptions> platform;
    private final CoreThreads threads;
    private final CompletableFuture<LinkSession> up = new CompletableFuture<>();
    private final CompletableFuture<GattDatabase> discovered = new CompletableFuture<>();
    private final CompletableFuture<Void> clean = new CompletableFuture<>();
    private final CompletableFuture<Void> lateClosed = new CompletableFuture<>();
    private final AtomicBoolean lateBegun = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean calledOff;
    private @Nullable PendingLink pending;

    LinkOpening(DeviceFinder.Found found, List<PlatformOptions> platform, CoreThreads threads, Counters counters) {
        this.platform = platform;
        this.session = new LinkSession(found.device(), found.adapter(), threads, counters);
        this.threads = threads;
    }

    LinkSession session() {
        return session;
    }

    /** Ends when the link is up, or with why it did not come up. */
    CompletableFuture<LinkSession> up() {
        return up;
    }

    /** Ends with the services when they are known, or with why they are not. */
    CompletableFuture<GattDatabase> discovered() {
        return discovered;
    }

    CompletableFuture<Void> clean() {
        return clean;
    }

    void start() {
        Stages.onEnd(session.down(), (reason, thrown) -> lost(reason == null ? DisconnectReason.UNKNOWN : reason));
        if (!session.adapter().isUsable()) {
            session.adapterLost(DisconnectReason.ADAPTER_GONE, false);
            clean.complete(null);
            return;
        }
        try {
            PendingLink asked = session.adapter().radio().openLink(session.device(), session, platform);
            Stages.onEnd(asked.link(), this::opened);
            if (!keep(asked)) {
                callOff(asked);
            }
        } catch (RuntimeException e) {
            opened(null, e);
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

    private void opened(@Nullable Link link, @Nullable Throwable thrown) {
        if (link == null) {
            up.completeExceptionally(thrown == null ? new IllegalStateException("no link") : thrown);
        } else if (!session.opened(link)) {
            closeLate(link);
        } else if (isCalledOff()) {
            session.close(DisconnectReason.REQUESTED);
        } else {
            up.complete(session);
            Stages.onEnd(session.discover(), (database, failure) -> {
                if (database != null) {
                    discovered.complete(database);
                } else {
                    discovered.completeExceptionally(
                            failure == null ? new IllegalStateException("no services") : failure);
                }
            });
        }
    }

    private void lost(DisconnectReason reason) {
        Throwable why = LinkQueue.disconnected(session.operation("connect"), reason, false);
        up.completeExceptionally(why);
        discovered.completeExceptionally(why);
    }

    /** Says that all is well and the link is in use: it is clean when the link is. */
    void done() {
        Stages.onEnd(session.clean(), (nothing, thrown) -> clean.complete(null));
    }

    /** Gives it up, in the background. */
    void callOff() {
        PendingLink asked;
        lock.lock();
        try {
            if (calledOff) {
                return;
            }
            calledOff = true;
            asked = pending;
        } finally {
            lock.unlock();
        }
        Alarm late = threads.after(CANCEL_LIMIT, this::giveUp);
        Stages.onEnd(clean, (nothing, thrown) -> late.cancel());
        if (asked != null) {
            threads.workers().execute(() -> callOff(asked));
        }
    }

    private void giveUp() {
        session.close(DisconnectReason.REQUESTED);
        clean.complete(null);
    }

    /** Has the backend give the link up, unless it has answered already. */
    private void callOff(PendingLink asked) {
        try {
            CompletableFuture<Link> answer = asked.link().toCompletableFuture();
            if (answer.isDone()) {
                cleanAfter(answer);
            } else {
                Stages.onEnd(asked.cancel(), (nothing, thrown) -> cleanAfter(answer));
            }
        } catch (RuntimeException e) {
            LOG.error("a backend failed to cancel a connect", e);
            giveUp();
        }
    }

    /** The link may have come up at the very moment when it was called off. */
    private void cleanAfter(CompletableFuture<Link> answer) {
        session.close(DisconnectReason.REQUESTED);
        boolean won = answer.isDone() && !answer.isCompletedExceptionally();
        CompletionStage<Void> undone = won && !session.hasLink() ? closeLate(answer.join()) : session.clean();
        Stages.onEnd(undone, (nothing, thrown) -> clean.complete(null));
    }

    /** Closes a link that nobody took, once. */
    private CompletionStage<Void> closeLate(Link link) {
        if (lateBegun.compareAndSet(false, true)) {
            threads.workers().execute(() -> LinkSession.closeLink(link, () -> lateClosed.complete(null)));
        }
        return lateClosed;
    }

    private boolean isCalledOff() {
        lock.lock();
        try {
            return calledOff;
        } finally {
            lock.unlock();
        }
    }
}
