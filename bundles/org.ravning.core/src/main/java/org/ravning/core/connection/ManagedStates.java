// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.ravning.api.ManagedConnectionListener;
import org.ravning.api.ManagedState;
import org.ravning.api.Overflow;
import org.ravning.api.Subscription;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Mailbox;

/** The state of a managed connection, and who hears of it. */
final class ManagedStates {
    private static final int CAPACITY = 64;

    private final CoreThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Listening> listeners = new ArrayList<>();
    private ManagedState now;

    ManagedStates(CoreThreads threads, ManagedState first) {
        this.threads = threads;
        this.now = first;
    }

    ManagedState now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    void set(ManagedState next) {
        lock.lock();
        try {
            if (!next.equals(now)) {
                now = next;
                listeners.forEach(listener -> listener.mailbox.offer(next));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Tells the last state. */
    void end(ManagedState.Closed last) {
        lock.lock();
        try {
            now = last;
            listeners.forEach(listener -> listener.end(last));
            listeners.clear();
        } finally {
            lock.unlock();
        }
    }

    Subscription listen(ManagedConnectionListener listener) {
        Listening listening = new Listening(listener);
        lock.lock();
        try {
            if (now instanceof ManagedState.Closed last) {
                listening.end(last);
            } else {
                listening.mailbox.offer(now);
                listeners.add(listening);
            }
            return listening;
        } finally {
            lock.unlock();
        }
    }

    private void forget(Listening listening) {
        lock.lock();
        try {
            listeners.remove(listening);
        } finally {
            lock.unlock();
        }
    }

    /** One listener. */
    private final class Listening implements Subscription {
        private final ManagedConnectionListener listener;
        private final Mailbox<ManagedState> mailbox;

        Listening(ManagedConnectionListener listener) {
            this.listener = listener;
            this.mailbox = new Mailbox<>(
                    threads.dispatchers(),
                    "a listener to a managed connection",
                    CAPACITY,
                    Overflow.DROP_OLDEST,
                    listener::onState,
                    new LongAdder());
        }

        void end(ManagedState.Closed last) {
            mailbox.finish(() -> listener.onState(last));
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
            forget(this);
            mailbox.close();
        }
    }
}
