// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BleTasksTest {
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
    }

    @Test
    void call_thatReturns_isTheResult() throws Exception {
        assertThat(BleTasks.async(executor, () -> 7).get()).isEqualTo(7);
    }

    @Test
    void call_thatFails_failsTheFutureWithTheSameException() {
        BleException refused =
                new BleUnsupportedException(BleOperation.of("scan"), Capability.PASSIVE_SCAN, "no", null);
        CompletableFuture<Object> result = BleTasks.async(executor, () -> {
            throw refused;
        });
        assertThatThrownBy(result::get).isInstanceOf(ExecutionException.class).hasCause(refused);
    }

    @Test
    void cancel_interruptsTheCallAndNothingAfterIt() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CompletableFuture<Object> result = BleTasks.async(executor, () -> {
            try {
                waits.countDown();
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
        });
        assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();
        result.cancel(false);
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.submit(Thread::interrupted).get()).isFalse();
    }

    @Test
    void cancel_ofACallThatEndedByItself_leavesNoInterruptBehind() throws Exception {
        for (int i = 0; i < 1000; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Object> result = BleTasks.async(executor, () -> {
                begun.countDown();
                return "done";
            });
            begun.await();
            result.cancel(true);
            assertThat(executor.submit(Thread::interrupted).get()).isFalse();
        }
    }

    @Test
    void cancel_beforeItBegan_neverCalls() {
        Queue<Runnable> queued = new ArrayDeque<>();
        AtomicBoolean called = new AtomicBoolean();
        CompletableFuture<Object> result = BleTasks.async(queued::add, () -> {
            called.set(true);
            return "called";
        });
        result.cancel(false);
        queued.remove().run();
        assertThat(called).isFalse();
    }
}
