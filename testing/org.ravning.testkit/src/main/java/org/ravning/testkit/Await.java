// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits with a deadline: ten seconds, times the system property {@code ravning.tck.slow} on slow machines. */
public final class Await {
    private static final double SLOW = Double.parseDouble(System.getProperty("ravning.tck.slow", "1"));

    private Await() {}

    /** Returns the time stretched by how slow this machine is. */
    public static Duration slow(Duration time) {
        return Duration.ofNanos((long) (time.toNanos() * SLOW));
    }

    /** Returns the deadline of each wait here. */
    public static Duration limit() {
        return slow(Duration.ofSeconds(10));
    }

    /** Waits until the condition holds; fails with the words given if it does not in time. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, limit(), condition);
    }

    /** Waits until the condition holds; fails with the words given if it does not in time. */
    public static void until(String what, Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("did not happen within " + limit.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Fails if the condition holds within this time; for what must not happen. */
    public static void never(String what, Duration time, BooleanSupplier condition) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            if (condition.getAsBoolean()) {
                throw new AssertionError("happened: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** Waits for the latch. */
    public static void latch(String what, CountDownLatch latch) throws InterruptedException {
        if (!latch.await(limit().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("did not happen in time: " + what);
        }
    }

    /** Returns the result of the stage; what it failed with is the cause of the exception. */
    public static <T> T result(CompletionStage<T> stage) throws InterruptedException, ExecutionException {
        try {
            return stage.toCompletableFuture().get(limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no result in time", e);
        }
    }

    /** Returns what the stage fails with. */
    public static Throwable failure(CompletionStage<?> stage) throws InterruptedException {
        try {
            throw new AssertionError("did not fail but returned " + result(stage));
        } catch (ExecutionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }

    /** Runs a call that waits on a thread of its own; interrupt that thread through the result. */
    public static <T> Call<T> inThread(Callable<T> call) {
        Call<T> running = new Call<>(call);
        running.thread.start();
        return running;
    }

    /** A call that runs on a thread of its own. */
    public static final class Call<T> extends CompletableFuture<T> {
        private final Thread thread;

        private Call(Callable<T> call) {
            thread = new Thread(() -> run(call), "test-call");
            thread.setDaemon(true);
        }

        private void run(Callable<T> call) {
            try {
                complete(call.call());
            } catch (Throwable e) {
                completeExceptionally(e);
            }
        }

        /** Interrupts the thread. */
        public void interrupt() {
            thread.interrupt();
        }

        /** Waits until it is in a method of this name, or has ended. */
        public void untilIn(String method) {
            until(
                    "the call is in " + method,
                    () -> isDone()
                            || Arrays.stream(thread.getStackTrace())
                                    .anyMatch(frame -> frame.getMethodName().equals(method)));
        }

        /** Waits until the thread waits for something. */
        public void untilBlocked() {
            until(
                    "the call waits",
                    () -> isDone()
                            || thread.getState() == Thread.State.WAITING
                            || thread.getState() == Thread.State.TIMED_WAITING);
        }
    }
}
