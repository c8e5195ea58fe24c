// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Runs calls of this API, which wait, for programs that do not. */
public final class BleTasks {
    private BleTasks() {}

    /**
     * Runs a call on the executor and returns its result to come. The future fails with what the call throws, as it is
     * (a {@link BleException}, usually). Cancelling the future, or ending it in any other way, interrupts the call, which
     * then ends as contract C4 says; a call that has not begun is not begun.
     *
     * <pre>{@code
     * CompletableFuture<Bytes> level = BleTasks.async(executor, () -> connection.read(battery));
     * }</pre>
     *
     * @throws java.util.concurrent.RejectedExecutionException if the executor refuses
     */
    public static <T extends @Nullable Object> CompletableFuture<T> async(
            Executor executor, Callable<? extends T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Task<T> task = new Task<>(call, result);
        var unused = result.whenComplete((value, thrown) -> task.stop());
        executor.execute(task);
        return result;
    }

    /** A call on its thread; an interrupt reaches it while it runs, and never what the thread does afterwards. */
    private static final class Task<T extends @Nullable Object> implements Runnable {
        private final Callable<? extends T> call;
        private final CompletableFuture<T> result;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Thread runner;

        Task(Callable<? extends T> call, CompletableFuture<T> result) {
            this.call = call;
            this.result = result;
        }

        @Override
        public void run() {
            if (!begin()) {
                return;
            }
            try {
                T value = call.call();
                end();
                result.complete(value);
            } catch (Throwable e) {
                end();
                result.completeExceptionally(e);
            }
        }

        private boolean begin() {
            lock.lock();
            try {
                runner = result.isDone() ? null : Thread.currentThread();
                return runner != null;
            } finally {
                lock.unlock();
            }
        }

        /** Ends the reach of {@link #stop}; an interrupt that came through it is used up. */
        private void end() {
            lock.lock();
            try {
                runner = null;
                if (result.isDone()) {
                    Thread.interrupted();
                }
            } finally {
                lock.unlock();
            }
        }

        void stop() {
            lock.lock();
            try {
                if (runner != null) {
                    runner.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
