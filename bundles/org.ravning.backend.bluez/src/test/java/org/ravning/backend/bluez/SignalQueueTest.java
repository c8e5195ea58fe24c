// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ravning.backend.bluez.bus.BusSignal;
import org.ravning.testkit.Await;

class SignalQueueTest {
    private static final long FOREVER = TimeUnit.MINUTES.toMillis(5);

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final Loop loop = new Loop(executor);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<Long> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger ends = new AtomicInteger();

    @AfterEach
    void tearDown() {
        gate.countDown();
        executor.shutdownNow();
    }

    private static BusSignal signal(long serial, Map<String, ?> changed) {
        Object[] values = {BluezObject.DEVICE, changed, List.of()};
        return new BusSignal(":1.7", "/x", BluezDaemon.PROPERTIES, "PropertiesChanged", values, serial);
    }

    private static List<BusSignal> packets(int from, int to) {
        List<BusSignal> packets = new ArrayList<>();
        for (int i = from; i < to; i++) {
            packets.add(signal(i, Map.of("RSSI", -60)));
        }
        return packets;
    }

    private void block() {
        loop.execute(() -> {
            try {
                assertThat(gate.await(1, TimeUnit.MINUTES)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void put(SignalQueue queue, List<BusSignal> signals) {
        queue.put(signals, signal -> heard.add(signal.serial()), ends::incrementAndGet);
    }

    @Test
    void loopIsSlow_readerWaitsAndNothingIsLost() {
        SignalQueue queue = new SignalQueue(loop, 10, FOREVER);
        block();
        put(queue, packets(0, 8));
        Thread opener = new Thread(gate::countDown, "opener");
        opener.start();

        for (int i = 8; i < 1000; i += 7) {
            put(queue, packets(i, Math.min(1000, i + 7)));
        }

        Await.until("all are heard", () -> heard.size() == 1000);
        assertThat(heard).isSorted();
        assertThat(queue.dropped()).isZero();
        Await.until("none waits", () -> queue.waiting() == 0);
    }

    @Test
    void loopStands_packetsAreDroppedAndOtherChangesAreKept() {
        SignalQueue queue = new SignalQueue(loop, 10, 1);
        block();
        put(queue, packets(0, 10));

        put(queue, packets(10, 15));
        put(queue, List.of(signal(15, Map.of("RSSI", -60)), signal(16, Map.of("Connected", true))));
        put(queue, List.of(signal(17, Map.of("RSSI", -60, "Connected", false))));
        gate.countDown();

        Await.until("what is left is heard", () -> heard.size() == 12);
        assertThat(heard).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 16L, 17L);
        assertThat(queue.dropped()).isEqualTo(6);
    }

    @Test
    void loopMovesAgain_packetsComeAgain() {
        SignalQueue queue = new SignalQueue(loop, 2, 1);
        block();
        put(queue, packets(0, 2));
        put(queue, packets(2, 3));
        gate.countDown();
        Await.until("room again", () -> queue.waiting() == 0);

        put(queue, packets(3, 5));

        Await.until("heard", () -> heard.contains(4L));
        assertThat(heard).containsExactly(0L, 1L, 3L, 4L);
    }

    @Test
    void manyAtOnce_haveOneEnd() {
        SignalQueue queue = new SignalQueue(loop);

        put(queue, packets(0, 50));
        put(queue, packets(50, 51));

        Await.until("both ends", () -> ends.get() == 2);
        assertThat(heard).hasSize(51);
    }

    @Test
    void signalThatCannotBeTaken_doesNotStopTheNext() {
        SignalQueue queue = new SignalQueue(loop);

        queue.put(
                packets(0, 3),
                signal -> {
                    if (signal.serial() == 1) {
                        throw new IllegalStateException("on purpose");
                    }
                    heard.add(signal.serial());
                },
                ends::incrementAndGet);

        Await.until("the others", () -> heard.size() == 2);
        assertThat(heard).containsExactly(0L, 2L);
    }
}
