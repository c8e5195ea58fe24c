// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.DisconnectReason;
import org.ravning.api.PairingAgent;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.SerialExecutor;
import org.ravning.core.dispatch.Stages;

/** The pairings of one link, one at a time; each is given up when its caller waits no more. */
final class LinkPairing {
    private final LinkSession session;
    private final CoreThreads threads;
    private final SerialExecutor turn;
    private final ReentrantLock lock = new ReentrantLock();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    LinkPairing(LinkSession session, CoreThreads threads) {
        this.session = session;
        this.threads = threads;
        this.turn = new SerialExecutor(threads.workers());
    }

    /**
     * Pairs when it is its turn.
     *
     * @param caller ends when nobody waits for the result any more
     */
    CompletableFuture<Void> run(PairingAgent agent, CompletionStage<?> caller) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture<?> before;
        lock.lock();
        try {
            before = last;
            last = done;
        } finally {
            lock.unlock();
        }
        AtomicBoolean asked = new AtomicBoolean();
        Stages.onEnd(session.down(), (reason, thrown) -> done.completeExceptionally(ended(reason, asked)));
        Stages.onEnd(before, (nothing, thrown) -> turn.execute(() -> begin(agent, done, caller, asked)));
        return done;
    }

    /** The end of the link; "sent" says that somebody has been asked something. */
    private BleDisconnectedException ended(@Nullable DisconnectReason reason, AtomicBoolean asked) {
        DisconnectReason why = reason == null ? DisconnectReason.UNKNOWN : reason;
        return LinkQueue.disconnected(session.operation("pair"), why, asked.get());
    }

    private void begin(
            PairingAgent agent, CompletableFuture<Void> done, CompletionStage<?> caller, AtomicBoolean asked) {
        if (caller.toCompletableFuture().isDone()) {
            done.completeExceptionally(new CancellationException("nobody waits for this pairing"));
        }
        if (done.isDone()) {
            return;
        }
        try {
            PairingDialogue dialogue = new PairingDialogue(session.device(), agent, threads, asked);
            Stages.onEnd(done, (nothing, thrown) -> dialogue.end());
            Stages.onEnd(session.link().pair(dialogue), (nothing, thrown) -> finish(done, thrown, asked));
            // What began in this turn is given up before the next begins.
            Stages.onEnd(caller, (nothing, thrown) -> turn.execute(() -> giveUp(done)));
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    @SuppressWarnings("NullAway") // a future of Void ends with null
    private void finish(CompletableFuture<Void> done, @Nullable Throwable thrown, AtomicBoolean asked) {
        if (thrown == null) {
            done.complete(null);
        } else if (thrown instanceof BleDisconnectedException lost) {
            done.completeExceptionally(ended(lost.reason(), asked));
        } else {
            done.completeExceptionally(thrown);
        }
    }

    private void giveUp(CompletableFuture<Void> done) {
        if (!done.isDone()) {
            session.link().cancelPairing();
        }
    }
}
