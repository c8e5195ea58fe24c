// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.Overflow;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;

@ExtendWith(ThreadLeakCheck.class)
class MailboxTest {
    private final CoreThreads threads = CoreThreads.system();
    private final LongAdder dropped = new LongAdder();
    private final List<Integer> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        threads.close();
    }

    private Mailbox<Integer> mailbox(int capacity, Overflow overflow, Consumer<Integer> listener) {
        return new Mailbox<>(threads.dispatchers(), "a test", capacity, overflow, listener, dropped);
    }

    /** Hears the first value and stays there until it may go on. */
    private void stay(Integer value) {
        heard.add(value);
        inside.countDown();
        try {
            Await.latch("go on", go);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Mailbox<Integer> busy(int capacity, Overflow overflow) throws InterruptedException {
        Mailbox<Integer> mailbox = mailbox(capacity, overflow, this::stay);
        mailbox.offer(0);
        Await.latch("busy", inside);
        return mailbox;
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toList());
    }

    @Test
    void values_arriveInOrder_andOneAtATime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlap = new AtomicBoolean();
        Mailbox<Integer> mailbox = mailbox(100_000, Overflow.DROP_OLDEST, value -> {
            overlap.compareAndSet(false, inside.incrementAndGet() > 1);
            heard.add(value);
            inside.decrementAndGet();
        });
        for (int i = 0; i < 2000; i++) {
            mailbox.offer(i);
        }
        Await.until("all", () -> heard.size() == 2000);
        assertThat(heard).isEqualTo(numbers(0, 2000));
        assertThat(overlap).isFalse();
    }

    @Test
    void manyAtOnce_wakeOneDispatcher() {
        List<Runnable> woken = new ArrayList<>();
        Mailbox<Integer> mailbox = new Mailbox<>(woken::add, "a test", 100, Overflow.DROP_OLDEST, heard::add, dropped);

        assertThat(mailbox.offerAll(numbers(0, 40))).isTrue();
        assertThat(mailbox.offerAll(numbers(40, 80))).isTrue();
        assertThat(woken).hasSize(1);
        woken.get(0).run();
        assertThat(heard).isEqualTo(numbers(0, 80));

        assertThat(mailbox.offerAll(numbers(80, 81))).isTrue();
        assertThat(woken).hasSize(2);
        mailbox.close();
        assertThat(mailbox.offerAll(numbers(81, 82))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Overflow.class)
    void manyAtOnceAndFull_overflowAsOneByOne(Overflow overflow) throws Exception {
        Mailbox<Integer> mailbox = busy(3, overflow);

        boolean taken = mailbox.offerAll(numbers(1, 9));

        go.countDown();
        switch (overflow) {
            case DROP_OLDEST -> expect(mailbox, taken, true, 5, List.of(0, 6, 7, 8));
            case KEEP_LATEST -> expect(mailbox, taken, true, 6, List.of(0, 7, 8));
            case CLOSE -> expect(mailbox, taken, false, 1, List.of(0, 1, 2, 3));
        }
    }

    private void expect(Mailbox<Integer> mailbox, boolean taken, boolean isTaken, int lost, List<Integer> all) {
        assertThat(taken).isEqualTo(isTaken);
        assertThat(mailbox.isOpen()).isEqualTo(isTaken);
        Await.until("what is left", () -> heard.size() == all.size());
        assertThat(heard).isEqualTo(all);
        assertThat(mailbox.dropped()).isEqualTo(lost);
    }

    @Test
    void full_dropOldest_keepsTheNewestInOrder() throws Exception {
        Mailbox<Integer> mailbox = busy(3, Overflow.DROP_OLDEST);
        for (int i = 1; i <= 10; i++) {
            assertThat(mailbox.offer(i)).isTrue();
        }
        assertThat(mailbox.dropped()).isEqualTo(7);
        assertThat(dropped.sum()).isEqualTo(7);
        go.countDown();
        Await.until("rest", () -> heard.size() == 4);
        assertThat(heard).containsExactly(0, 8, 9, 10);
    }

    @Test
    void full_keepLatest_keepsOne() throws Exception {
        Mailbox<Integer> mailbox = busy(3, Overflow.KEEP_LATEST);
        for (int i = 1; i <= 4; i++) {
            mailbox.offer(i);
        }
        assertThat(mailbox.dropped()).isEqualTo(3);
        go.countDown();
        Await.until("rest", () -> heard.size() == 2);
        assertThat(heard).containsExactly(0, 4);
    }

    @Test
    void full_close_endsIt() throws Exception {
        Mailbox<Integer> mailbox = busy(2, Overflow.CLOSE);
        assertThat(mailbox.offer(1)).isTrue();
        assertThat(mailbox.offer(2)).isTrue();
        assertThat(mailbox.offer(3)).isFalse();
        assertThat(mailbox.isOpen()).isFalse();
        mailbox.finish(() -> heard.add(-1));
        go.countDown();
        Await.until("the end", () -> heard.contains(-1));
        assertThat(heard).containsExactly(0, 1, 2, -1);
    }

    @Test
    void signals_keepTheirPlace_andAreNotDropped() throws Exception {
        Mailbox<Integer> mailbox = busy(2, Overflow.DROP_OLDEST);
        mailbox.signal(() -> heard.add(-1));
        mailbox.offer(1);
        mailbox.offer(2);
        mailbox.signal(() -> heard.add(-2));
        mailbox.offer(3);
        go.countDown();
        Await.until("rest", () -> heard.size() == 5);
        assertThat(heard).containsExactly(0, -1, 2, -2, 3);
    }

    @Test
    void signals_withoutBound_areBoundedAfterAll() throws Exception {
        Mailbox<Integer> mailbox = busy(2, Overflow.DROP_OLDEST);
        for (int i = 0; i < 10_000; i++) {
            mailbox.signal(() -> {});
        }
        assertThat(mailbox.dropped()).isEqualTo(10_000 - 4096);
    }

    @Test
    void listenerThatThrows_isKept() {
        Mailbox<Integer> mailbox = mailbox(10, Overflow.DROP_OLDEST, value -> {
            heard.add(value);
            throw new AssertionError("thrown on purpose");
        });
        mailbox.offer(1);
        mailbox.offer(2);
        Await.until("both", () -> heard.size() == 2);
        assertThat(mailbox.isOpen()).isTrue();
    }

    @Test
    void close_whileTheListenerHangs_returnsAfterASecondAndStartsNothing() throws Exception {
        Mailbox<Integer> mailbox = busy(10, Overflow.DROP_OLDEST);
        mailbox.offer(1);
        long begun = System.nanoTime();
        mailbox.close(() -> heard.add(-1));
        assertThat(System.nanoTime() - begun).isBetween(900_000_000L, 5_000_000_000L);
        go.countDown();
        Await.never("a late call", Await.slow(java.time.Duration.ofMillis(100)), () -> heard.size() > 1);
        assertThat(mailbox.offer(2)).isFalse();
    }

    @Test
    void close_fromWithin_makesTheLastCallAfterwards() {
        AtomicBoolean nested = new AtomicBoolean();
        AtomicBoolean inside = new AtomicBoolean();
        List<Mailbox<Integer>> self = new CopyOnWriteArrayList<>();
        self.add(mailbox(10, Overflow.DROP_OLDEST, value -> {
            inside.set(true);
            heard.add(value);
            self.get(0).close(() -> {
                nested.set(inside.get());
                heard.add(-1);
            });
            inside.set(false);
        }));
        self.get(0).offer(1);
        self.get(0).offer(2);
        Await.until("the end", () -> heard.contains(-1));
        assertThat(heard).containsExactly(1, -1);
        assertThat(nested).isFalse();
    }

    @Test
    void closeTwice_orAfterFinish_makesOneLastCall() {
        Mailbox<Integer> mailbox = mailbox(10, Overflow.DROP_OLDEST, heard::add);
        mailbox.finish(() -> heard.add(-1));
        mailbox.close(() -> heard.add(-2));
        mailbox.close(() -> heard.add(-3));
        assertThat(heard).containsExactly(-1);
    }

    @Test
    void close_onAnInterruptedThread_stillMakesTheLastCall() {
        Mailbox<Integer> mailbox = mailbox(10, Overflow.DROP_OLDEST, heard::add);
        Thread.currentThread().interrupt();
        mailbox.close(() -> heard.add(-1));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(heard).containsExactly(-1);
    }

    /** Offers race with a close: no call starts after it returned, and the last call is the last, once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void close_racingWithOffers_startsNothingAfterwards(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            AtomicBoolean closed = new AtomicBoolean();
            AtomicInteger late = new AtomicInteger();
            AtomicInteger ends = new AtomicInteger();
            AtomicInteger afterEnd = new AtomicInteger();
            Mailbox<Integer> mailbox =
                    mailbox(8, random.nextBoolean() ? Overflow.DROP_OLDEST : Overflow.KEEP_LATEST, value -> {
                        late.addAndGet(closed.get() ? 1 : 0);
                        afterEnd.addAndGet(ends.get());
                    });
            int offers = random.nextInt(300);
            List<Await.Call<Boolean>> producers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                producers.add(Await.inThread(() -> {
                    for (int value = 0; value < offers; value++) {
                        mailbox.offer(value);
                    }
                    return true;
                }));
            }
            for (int spins = random.nextInt(20_000); spins > 0; spins--) {
                Thread.onSpinWait();
            }
            mailbox.close(ends::incrementAndGet);
            closed.set(true);
            for (Await.Call<Boolean> producer : producers) {
                Await.result(producer);
            }
            assertThat(late).hasValue(0);
            assertThat(ends).hasValue(1);
            assertThat(afterEnd).hasValue(0);
        }
    }
}
