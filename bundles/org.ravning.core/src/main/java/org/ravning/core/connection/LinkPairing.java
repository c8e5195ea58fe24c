// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
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
        Stages.onEnd(session.down(), (reason, thrown) -> ended(done, reason));
        Stages.onEnd(before, (nothing, thrown) -> turn.execute(() -> begin(agent, done, caller)));
        return done;
    }

    private void ended(CompletableFuture<Void> done, @Nullable DisconnectReason reason) {
        DisconnectReason why = reason == null ? DisconnectReason.UNKNOWN : reason;
        done.completeExceptionally(LinkQueue.disconnected(session.operation("pair"), why, false));
    }

    private void begin(PairingAgent agent, CompletableFuture<Void> done, CompletionStage<?> caller) {
        if (caller.toCompletableFuture().isDone()) {
            done.completeExceptionally(new CancellationException("nobody waits for this pairing"));
        }
        if (done.isDone()) {
            return;
        }
        try {
            PairingDialogue dialogue = new PairingDialogue(session.device(), agent, threads);
            Stages.onEnd(done, (nothing, thrown) -> dialogue.end());
            Stages.onEnd(session.link().pair(dialogue), (nothing, thrown) -> finish(done, thrown));
            // What began in this turn is given up before the next begins.
            Stages.onEnd(caller, (nothing, thrown) -> turn.execute(() -> giveUp(done)));
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    @SuppressWarnings("NullAway") // a future of Void ends with null
    private static void finish(CompletableFuture<Void> done, @Nullable Throwable thrown) {
        if (thrown == null) {
            done.complete(null);
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
