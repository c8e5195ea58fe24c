// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.Futures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread on which the backend thinks: signals, answers, timers and what core asks for all become tasks here, so
 * that radios, scans and links need no locks and call core's sinks without holding any. No task blocks.
 */
final class Loop implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    private final ScheduledExecutorService executor;

    /** Takes a single-threaded executor, and does not own it. */
    Loop(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        try {
            executor.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("Left out, the backend has stopped: {}", task);
        }
    }

    /** Runs the task later; the returned handle cancels it. */
    Timer after(Duration delay, Runnable task) {
        try {
            ScheduledFuture<?> future = executor.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
            return () -> future.cancel(false);
        } catch (RejectedExecutionException e) {
            LOG.debug("Left out, the backend has stopped: {}", task);
            return () -> {};
        }
    }

    /**
     * Continues here when the answer is there, or with a {@link BusException} of the name {@code NO_ANSWER} when it does
     * not come in time.
     */
    <T> void then(
            CompletableFuture<T> answer, Duration deadline, BiConsumer<@Nullable T, @Nullable BusException> next) {
        Timer timer = after(deadline, () -> {
            String text = "no answer within " + deadline.toMillis() + " ms";
            answer.completeExceptionally(new BusException(BusException.NO_ANSWER, text, null));
        });
        Futures.onEnd(
                answer,
                (value, error) -> execute(() -> {
                    timer.cancel();
                    next.accept(value, error == null ? null : asBusException(error));
                }));
    }

    private static BusException asBusException(Throwable error) {
        Throwable cause = error.getCause() != null && !(error instanceof BusException) ? error.getCause() : error;
        return cause instanceof BusException bus
                ? bus
                : new BusException(BusException.WRONG_TYPE, String.valueOf(cause), cause);
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A task of the BlueZ backend failed", e);
            }
        };
    }

    /** A task that has not run yet. */
    @FunctionalInterface
    interface Timer {
        /** Has no effect once it ran. */
        void cancel();
    }
}
