// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;

/**
 * Turns what ends some time into a call that waits: with one deadline, ended early by an interrupt, failing with the
 * cause's reason and the caller's own stack trace (contract C3, C4, C12).
 *
 * <p>The future belongs to the caller alone. Its end, by whatever cause, is the sign for whoever works on it: work that
 * has not begun is then not begun, work that was begun is abandoned.
 */
public final class BlockingCalls {
    private final CoreThreads threads;

    /** Takes the timer. */
    public BlockingCalls(CoreThreads threads) {
        this.threads = threads;
    }

    /**
     * Refuses to go on on a thread that runs listeners.
     *
     * @throws IllegalStateException if this is one
     */
    public static void refuseInListener(String operation) {
        if (DispatchThread.isCurrent()) {
            throw new IllegalStateException(
                    operation + " blocks and was called from a listener; hand it to another thread");
        }
    }

    /** Says whether this thread runs listeners and must not wait. */
    public static boolean isInListener() {
        return DispatchThread.isCurrent();
    }

    /** Waits for the result; when the time is over it ends with a {@link BleTimeoutException} that says "not sent". */
    public <T> T await(CompletableFuture<T> result, BleOperation operation, Duration timeout)
            throws BleException, InterruptedException {
        return await(
                result, operation, timeout, () -> result.completeExceptionally(timeout(operation, timeout, false)));
    }

    /**
     * Waits for the result.
     *
     * @param expire called on the timer's thread when the time is over; must end the result
     */
    public <T> T await(CompletableFuture<T> result, BleOperation operation, Duration timeout, Runnable expire)
            throws BleException, InterruptedException {
        refuseInListener(operation.name());
        Alarm deadline = threads.after(timeout, expire);
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            throw failure(e, operation);
        } finally {
            deadline.cancel();
        }
    }

    /**
     * Waits until the result has ended in any way, or the time is over; an interrupt is kept for later. Returns at once
     * on a thread that runs listeners.
     */
    public void awaitQuietly(CompletionStage<?> result, Duration limit) {
        if (isInListener()) {
            return;
        }
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Stages.onEnd(result, (value, thrown) -> ended.complete(true));
        Alarm alarm = threads.after(limit, () -> ended.complete(false));
        boolean interrupted = false;
        while (!ended.isDone()) {
            try {
                ended.get();
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException("cannot fail", e);
            }
        }
        alarm.cancel();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the exception for a deadline that passed. */
    public static BleTimeoutException timeout(BleOperation operation, Duration timeout, boolean sent) {
        return timeout(operation, timeout, sent, "");
    }

    /** Returns the exception for a deadline that passed, with what may be why; that may be empty. */
    public static BleTimeoutException timeout(BleOperation operation, Duration timeout, boolean sent, String hint) {
        String message = operation + " timed out after " + Durations.text(timeout)
                + (sent ? ", sent but not answered" : "") + (hint.isEmpty() ? "" : "; " + hint);
        return new BleTimeoutException(operation, timeout, sent, message, null);
    }

    private static BleException failure(Throwable thrown, BleOperation operation) {
        Throwable cause = Stages.unwrap(thrown);
        if (cause instanceof BleException known) {
            return known.during(operation);
        }
        if (cause instanceof RuntimeException bug && !(cause instanceof CancellationException)) {
            throw bug;
        }
        throw new IllegalStateException(operation + " failed by a bug", cause);
    }
}
