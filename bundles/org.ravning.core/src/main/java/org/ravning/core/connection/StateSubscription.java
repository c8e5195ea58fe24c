// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionState;
import org.ravning.api.DisconnectReason;
import org.ravning.api.Overflow;
import org.ravning.api.Subscription;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Mailbox;

/** One listener to the state of a connection. */
final class StateSubscription implements Subscription {
    private static final int CAPACITY = 64;

    private final Object owner;
    private final ConnectionListener listener;
    private final Mailbox<Consumer<ConnectionListener>> mailbox;
    private final Consumer<StateSubscription> forget;

    StateSubscription(
            Object owner, ConnectionListener listener, CoreThreads threads, Consumer<StateSubscription> forget) {
        this.owner = owner;
        this.listener = listener;
        this.forget = forget;
        this.mailbox = new Mailbox<>(
                threads.dispatchers(),
                "a connection listener",
                CAPACITY,
                Overflow.DROP_OLDEST,
                this::call,
                new LongAdder());
    }

    private void call(Consumer<ConnectionListener> news) {
        news.accept(listener);
    }

    /** Returns the handle it belongs to. */
    Object owner() {
        return owner;
    }

    void tell(Consumer<ConnectionListener> news) {
        mailbox.offer(news);
    }

    /** Tells the last state, and then runs the action, whatever the listener does. */
    void end(DisconnectReason reason, Runnable then) {
        mailbox.finish(() -> {
            try {
                listener.onState(new ConnectionState.Disconnected(reason));
            } finally {
                then.run();
            }
        });
    }

    @Override
    public long dropped() {
        return mailbox.dropped();
    }

    @Override
    public boolean isActive() {
        return mailbox.isOpen();
    }

    @Override
    public void close() {
        forget.accept(this);
        mailbox.close();
    }
}
