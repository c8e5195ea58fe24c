// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.NotificationListener;

/** What a characteristic sent during a session and no step has taken yet; the oldest goes when there is too much. */
final class Inbox implements NotificationListener {
    private static final int CAPACITY = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final ArrayDeque<Bytes> values = new ArrayDeque<>();
    private @Nullable BleException end;

    @Override
    public void onValue(Bytes value, Instant at) {
        lock.lock();
        try {
            if (values.size() >= CAPACITY) {
                values.remove();
            }
            values.add(value);
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onEnd(@Nullable BleException cause) {
        lock.lock();
        try {
            end = cause;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the first value that matches, and throws away those before it; waits for one if there is none.
     *
     * @return the value, or nothing when the time is over
     * @throws BleException if the link is lost meanwhile
     */
    Optional<Bytes> take(NibblePattern match, Duration timeout) throws BleException, InterruptedException {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (true) {
                for (Bytes value = values.poll(); value != null; value = values.poll()) {
                    if (match.matches(value)) {
                        return Optional.of(value);
                    }
                }
                if (end != null) {
                    throw end;
                }
                if (left <= 0) {
                    return Optional.empty();
                }
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
