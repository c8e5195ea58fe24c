// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.ravning.api.Attribute;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattException;
import org.ravning.api.NotificationListener;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;

/** One caller's share of a link: what it may use, what it asked for, and whether it has given it up. */
final class ConnectionHandle {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(6);

    private final SharedLink shared;
    private final LinkSession session;
    private final GattDatabase database;
    private final Map<Integer, Attribute> attributes = new HashMap<>();
    private final Set<ValueSubscription> values = ConcurrentHashMap.newKeySet();
    private final Set<StateSubscription> states = ConcurrentHashMap.newKeySet();
    private final CoreThreads threads;
    private final Counters counters;
    private final BlockingCalls calls;
    private final AtomicBoolean closed = new AtomicBoolean();

    ConnectionHandle(
            SharedLink shared, LinkSession session, GattDatabase database, CoreThreads threads, Counters counters) {
        this.shared = shared;
        this.session = session;
        this.database = database;
        this.threads = threads;
        this.counters = counters;
        this.calls = new BlockingCalls(threads);
        database.characteristics().forEach(characteristic -> {
            attributes.put(characteristic.handle(), characteristic);
            characteristic.descriptors().forEach(descriptor -> attributes.put(descriptor.handle(), descriptor));
        });
    }

    LinkSession session() {
        return session;
    }

    GattDatabase database() {
        return database;
    }

    ConnectionState state() {
        return closed.get() ? new ConnectionState.Disconnected(DisconnectReason.REQUESTED) : session.state();
    }

    void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("the connection to " + session.device() + " was closed");
        }
    }

    /** Refuses attributes of another connection, and of an earlier one to the same device (contract C14). */
    void requireOurs(Attribute attribute) {
        if (!attribute.equals(attributes.get(attribute.handle()))) {
            throw new IllegalArgumentException(
                    "attribute #" + attribute.handle() + " is not one of this connection to " + session.device());
        }
    }

    /** Runs an operation in its turn and waits for its end. */
    <T> T run(String name, Duration timeout, Supplier<? extends CompletionStage<T>> send)
            throws BleException, InterruptedException {
        return await(new LinkOperation<>(session.operation(name), this, send), timeout);
    }

    <T> T await(LinkOperation<T> operation, Duration timeout) throws BleException, InterruptedException {
        LinkQueue queue = session.queue();
        queue.submit(operation);
        return calls.await(operation.result(), operation.operation(), timeout, () -> queue.expire(operation, timeout));
    }

    /** Gives it up; waits until its part is undone, a few seconds at most. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            session.queue().cancel(this, DisconnectReason.REQUESTED);
            CompletableFuture<?> undone = shared.release(this);
            calls.awaitQuietly(undone, CLOSE_LIMIT);
            if (!BlockingCalls.isInListener()) {
                states.forEach(StateSubscription::close);
            }
            values.forEach(ValueSubscription::closeWithLink);
        }
    }

    StateSubscription listen(ConnectionListener listener) {
        StateSubscription subscription = session.listeners().listen(this, listener);
        states.removeIf(state -> !state.isActive());
        states.add(subscription);
        return subscription;
    }

    Subscription subscribe(
            Characteristic characteristic,
            NotificationListener listener,
            SubscribeOptions options,
            BleOperation operation,
            Duration timeout)
            throws BleException, InterruptedException {
        CharacteristicFeed feed = session.listeners().feed(characteristic);
        ValueSubscription subscription = new ValueSubscription(this, feed, listener, options, threads, counters);
        LinkOperation<Void> enable = feed.add(subscription, options, operation);
        boolean done = false;
        try {
            if (enable != null) {
                await(enable, timeout);
            }
            if (!feed.establish(subscription) && subscription.isActive()) {
                throw lost(operation);
            }
            values.add(subscription);
            done = true;
            return subscription;
        } finally {
            if (!done) {
                subscription.abort();
            }
        }
    }

    /** Why a subscription was ended before it was there: the link was lost, this was closed, the services changed. */
    private BleException lost(BleOperation operation) {
        if (state() instanceof ConnectionState.Disconnected ended) {
            return LinkQueue.disconnected(operation, ended.reason(), false);
        }
        String message = session.device() + " changed its services; connect again to see them";
        return GattException.of(operation, GattException.Reason.NOT_FOUND, message, null);
    }

    void forget(ValueSubscription subscription) {
        values.remove(subscription);
    }
}
