// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.ravning.backend.bluez.bus.BusSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of signals from the thread that reads them to the loop. It is bounded: when it is full the reader waits a moment,
 * so that the bus, which has room for many more, keeps what follows. If the loop does not move at all, advertisements are
 * dropped and counted: they come again, other changes do not.
 */
final class SignalQueue {
    private static final Logger LOG = LoggerFactory.getLogger(SignalQueue.class);
    private static final int CAPACITY = 16_384;

    private final Loop loop;
    private final long patienceMillis;
    private final Semaphore room;
    private final int capacity;
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean stuck;

    SignalQueue(Loop loop) {
        this(loop, CAPACITY, 250);
    }

    /**
     * Creates it.
     *
     * @param patienceMillis how long the reader waits for a loop that does not move
     */
    SignalQueue(Loop loop, int capacity, long patienceMillis) {
        this.loop = loop;
        this.capacity = capacity;
        this.patienceMillis = patienceMillis;
        this.room = new Semaphore(capacity);
    }

    /**
     * Takes signals. On the reader's thread.
     *
     * @param next takes each of them in the loop
     * @param end what is done there after the last
     */
    void put(List<BusSignal> signals, Consumer<BusSignal> next, Runnable end) {
        int places = Math.min(signals.size(), capacity);
        boolean isRoom = isRoomFor(places);
        List<BusSignal> taken = isRoom ? signals : withoutAdvertisements(signals);
        if (taken.isEmpty()) {
            return;
        }
        loop.execute(() -> {
            if (isRoom) {
                room.release(places);
            }
            taken.forEach(signal -> handOn(signal, next));
            end.run();
        });
    }

    private boolean isRoomFor(int places) {
        try {
            boolean isRoom =
                    stuck ? room.tryAcquire(places) : room.tryAcquire(places, patienceMillis, TimeUnit.MILLISECONDS);
            stuck = !isRoom;
            return isRoom;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the connection is being closed
            return false;
        }
    }

    private List<BusSignal> withoutAdvertisements(List<BusSignal> signals) {
        List<BusSignal> left = new ArrayList<>();
        for (BusSignal signal : signals) {
            if (mayBeDropped(signal)) {
                countDropped();
            } else {
                left.add(signal);
            }
        }
        return left;
    }

    private static boolean mayBeDropped(BusSignal signal) {
        return signal.values().length > 1
                && BluezObject.DEVICE.equals(signal.values()[0])
                && signal.values()[1] instanceof Map<?, ?> told
                && AdvertisementReader.isAdvertisement(told)
                && !told.containsKey("Connected");
    }

    private void countDropped() {
        long count = dropped.incrementAndGet();
        if (Long.bitCount(count) == 1) {
            LOG.warn("{} advertisements were dropped since the start: more come than this machine can take", count);
        }
    }

    private static void handOn(BusSignal signal, Consumer<BusSignal> next) {
        try {
            next.accept(signal);
        } catch (RuntimeException e) {
            LOG.error("A signal of bluetoothd could not be taken: {} {}", signal.path(), signal.member(), e);
        }
    }

    /** Returns how many wait; from any thread. */
    long waiting() {
        return (long) capacity - room.availablePermits();
    }

    /** Returns how many were dropped; from any thread. */
    long dropped() {
        return dropped.get();
    }
}
