// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.DisconnectReason;
import org.ravning.api.PlatformOptions;
import org.ravning.api.SubscribeOptions;
import org.ravning.spi.NotifyMode;

/**
 * The values that one characteristic of one link sends, and who listens (contract C8).
 *
 * <p>Listeners are added before the device is told to send, so that a value sent at that moment finds them. Each change
 * of heart is an operation in the link's queue that looks at the listeners only when it is its turn: so any mixture of
 * subscribing and closing ends with the device told what the last listener needs, and told nothing needlessly.
 */
final class CharacteristicFeed {
    private final Characteristic characteristic;
    private final LinkSession session;
    private final ReentrantLock lock = new ReentrantLock();
    private final CopyOnWriteArrayList<ValueSubscription> listeners = new CopyOnWriteArrayList<>();
    private boolean on;
    private boolean asked;

    CharacteristicFeed(Characteristic characteristic, LinkSession session) {
        this.characteristic = characteristic;
        this.session = session;
    }

    /** Returns the shortest form of its UUID. */
    String name() {
        return BleUuid.shortText(characteristic.uuid());
    }

    /** Returns what subscriptions are told when the link has ended. */
    BleDisconnectedException ended(DisconnectReason why) {
        return LinkQueue.disconnected(session.operation("subscribe " + name()), why, false);
    }

    /** Adds a listener; returns the operation to queue, or null if the device sends already. */
    @Nullable
    LinkOperation<Void> add(ValueSubscription listener, SubscribeOptions options, BleOperation operation) {
        lock.lock();
        try {
            listeners.add(listener);
            if (on) {
                return null;
            }
        } finally {
            lock.unlock();
        }
        NotifyMode mode = mode(options.preferIndications());
        return new LinkOperation<Void>(operation, listener.handle(), () -> enable(mode, options.platform()))
                .onSettled(this::enabled);
    }

    /** Marks a listener as one that hears of the end; returns false if the end was before. */
    boolean establish(ValueSubscription listener) {
        lock.lock();
        try {
            listener.established = session.isUp() && listeners.contains(listener);
            return listener.established;
        } finally {
            lock.unlock();
        }
    }

    boolean remove(ValueSubscription listener) {
        lock.lock();
        try {
            return listeners.remove(listener);
        } finally {
            lock.unlock();
        }
    }

    /** Removes the listeners meant and returns those that are to hear of it. */
    List<ValueSubscription> removeAll(Predicate<ValueSubscription> which) {
        lock.lock();
        try {
            List<ValueSubscription> removed = new ArrayList<>(listeners);
            removed.removeIf(which.negate());
            listeners.removeAll(removed);
            removed.removeIf(listener -> !listener.established);
            return removed;
        } finally {
            lock.unlock();
        }
    }

    void value(Bytes value, Instant at) {
        for (ValueSubscription listener : listeners) {
            listener.value(value, at);
        }
    }

    /** Queues the end of sending if nobody listens; the result ends when the device knows. */
    CompletionStage<?> disableIfUnused() {
        lock.lock();
        try {
            if (!on || !listeners.isEmpty()) {
                return CompletableFuture.completedFuture(null);
            }
        } finally {
            lock.unlock();
        }
        LinkOperation<Void> disable =
                new LinkOperation<>(session.operation("unsubscribe " + name()), null, this::disable);
        session.queue().submit(disable);
        return disable.result();
    }

    private CompletionStage<Void> enable(NotifyMode mode, List<PlatformOptions> platform) {
        lock.lock();
        try {
            if (on || listeners.isEmpty()) {
                return done();
            }
            asked = true;
        } finally {
            lock.unlock();
        }
        return session.link().setNotify(characteristic, mode, platform);
    }

    private void enabled(@Nullable Throwable thrown) {
        lock.lock();
        try {
            if (asked) {
                asked = false;
                on = thrown == null;
            }
        } finally {
            lock.unlock();
        }
        disableIfUnused();
    }

    private CompletionStage<Void> disable() {
        lock.lock();
        try {
            if (!on || !listeners.isEmpty()) {
                return done();
            }
            on = false;
        } finally {
            lock.unlock();
        }
        return session.link().setNotify(characteristic, NotifyMode.OFF);
    }

    @SuppressWarnings("NullAway") // a stage of Void ends with null
    private static CompletionStage<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    private NotifyMode mode(boolean preferIndications) {
        boolean notifies = characteristic.can(CharacteristicProperty.NOTIFY);
        boolean indicates = characteristic.can(CharacteristicProperty.INDICATE);
        return indicates && (preferIndications || !notifies) ? NotifyMode.INDICATE : NotifyMode.NOTIFY;
    }

    @Override
    public String toString() {
        return name() + " of " + session.device();
    }
}
