// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;
import org.ravning.core.dispatch.Alarm;
import org.ravning.core.dispatch.CoreThreads;

/**
 * Who listens to one link: to its state, and to what its characteristics send.
 *
 * <p>They hear of its end once and in one order: the state, then each subscription (contract C9).
 */
final class LinkListeners {
    private static final Duration STATE_LIMIT = Duration.ofSeconds(1);

    private final LinkSession session;
    private final CoreThreads threads;
    private final CompletableFuture<Void> told = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, CharacteristicFeed> feeds = new HashMap<>();
    private final List<StateSubscription> states = new ArrayList<>();
    private ConnectionState now;
    private @Nullable DisconnectReason ended;

    LinkListeners(LinkSession session, ConnectionState first, CoreThreads threads) {
        this.session = session;
        this.now = first;
        this.threads = threads;
    }

    /** Ends when all have been told that the link is down. */
    CompletableFuture<Void> told() {
        return told;
    }

    CharacteristicFeed feed(Characteristic characteristic) {
        lock.lock();
        try {
            return feeds.computeIfAbsent(
                    characteristic.handle(), handle -> new CharacteristicFeed(characteristic, session));
        } finally {
            lock.unlock();
        }
    }

    StateSubscription listen(Object handle, ConnectionListener listener) {
        StateSubscription subscription = new StateSubscription(handle, listener, threads, this::forget);
        lock.lock();
        try {
            if (ended != null) {
                subscription.end(ended, () -> {});
            } else {
                ConnectionState first = now;
                subscription.tell(l -> l.onState(first));
                states.add(subscription);
            }
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    private void forget(StateSubscription subscription) {
        lock.lock();
        try {
            states.remove(subscription);
        } finally {
            lock.unlock();
        }
    }

    void changed(ConnectionState state) {
        lock.lock();
        try {
            now = state;
            tell(listener -> listener.onState(state));
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void tell(Consumer<ConnectionListener> news) {
        states.forEach(listener -> listener.tell(news));
    }

    void value(Characteristic characteristic, Bytes value) {
        CharacteristicFeed feed;
        lock.lock();
        try {
            feed = feeds.get(characteristic.handle());
        } finally {
            lock.unlock();
        }
        if (feed != null) {
            feed.value(value, threads.clock().instant());
        }
    }

    /** Ends all subscriptions to values, and tells why. */
    void servicesChanged() {
        List<CharacteristicFeed> old;
        lock.lock();
        try {
            old = new ArrayList<>(feeds.values());
            feeds.clear();
        } finally {
            lock.unlock();
        }
        for (CharacteristicFeed feed : old) {
            BleException why = GattException.of(
                    session.operation("subscribe " + feed.name()),
                    GattException.Reason.NOT_FOUND,
                    session.device() + " changed its services; connect again to see them",
                    null);
            feed.removeAll(listener -> true).forEach(listener -> listener.end(why));
        }
        lock.lock();
        try {
            tell(ConnectionListener::onServicesChanged);
        } finally {
            lock.unlock();
        }
    }

    /** Ends what one handle listens to, while the link goes on; the result ends when listeners and device know. */
    CompletableFuture<?> leave(Object handle) {
        List<StateSubscription> leaving;
        lock.lock();
        try {
            if (ended != null) {
                return told;
            }
            leaving = new ArrayList<>(states);
            leaving.removeIf(listener -> listener.owner() != handle);
            states.removeAll(leaving);
        } finally {
            lock.unlock();
        }
        leaving.forEach(listener -> listener.end(DisconnectReason.REQUESTED, () -> {}));
        List<CompletableFuture<?>> disabled = new ArrayList<>();
        for (CharacteristicFeed feed : feeds()) {
            BleException why = feed.ended(DisconnectReason.REQUESTED);
            feed.removeAll(listener -> listener.handle() == handle).forEach(listener -> listener.end(why));
            disabled.add(feed.disableIfUnused().toCompletableFuture());
        }
        return CompletableFuture.allOf(disabled.toArray(new CompletableFuture<?>[0]));
    }

    /** States first; subscriptions when these were heard, or after a second of a listener that hangs. */
    void end(DisconnectReason cause) {
        List<StateSubscription> leaving;
        lock.lock();
        try {
            ended = cause;
            leaving = new ArrayList<>(states);
            states.clear();
        } finally {
            lock.unlock();
        }
        AtomicInteger left = new AtomicInteger(leaving.size() + 1);
        Alarm alarm = threads.after(STATE_LIMIT, () -> endSubscriptions(cause));
        Runnable heard = () -> {
            if (left.decrementAndGet() == 0) {
                alarm.cancel();
                endSubscriptions(cause);
            }
        };
        leaving.forEach(listener -> listener.end(cause, heard));
        heard.run();
    }

    private void endSubscriptions(DisconnectReason cause) {
        for (CharacteristicFeed feed : feeds()) {
            BleException why = feed.ended(cause);
            feed.removeAll(listener -> true).forEach(listener -> listener.end(why));
        }
        told.complete(null);
    }

    private List<CharacteristicFeed> feeds() {
        lock.lock();
        try {
            return new ArrayList<>(feeds.values());
        } finally {
            lock.unlock();
        }
    }
}
