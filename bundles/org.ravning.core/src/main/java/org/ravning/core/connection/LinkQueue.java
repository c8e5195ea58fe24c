// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;
import org.ravning.core.dispatch.Alarm;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Stages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations of one link, one at a time, in call order (contract C2).
 *
 * <p>An operation whose result has ended before its turn (deadline, interrupt, closed handle) is never sent. One that was
 * sent keeps its place until the device has answered, even when nobody waits for it any more: the Attribute Protocol
 * allows no second request before (Core Specification, Vol 3, Part F, section 3.3.2), and a late answer must not be taken
 * for that of the next. After 30 s without an answer the protocol gives the link up (section 3.3.3), and so does this.
 */
final class LinkQueue {
    private static final Logger LOG = LoggerFactory.getLogger(LinkQueue.class);
    private static final Duration TRANSACTION_LIMIT = Duration.ofSeconds(30);
    private static final Duration CAUSE_LIMIT = Duration.ofSeconds(1);
    private static final int CAPACITY = 1024;

    private final CoreThreads threads;
    private final Counters counters;
    private final Owner owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<LinkOperation<?>> waiting = new ArrayDeque<>();
    private @Nullable LinkOperation<?> current;
    private @Nullable DisconnectReason ended;

    /** Whose queue this is. Called without a lock. */
    interface Owner {
        /** The device has not answered in the time that the protocol allows. */
        void deviceIsSilent(String detail);

        /** Returns what may be why the device does not answer, for people, or nothing. */
        String whyUnanswered();

        /** The backend says that the link is gone, but has not told so in its own right. */
        void linkIsGone(DisconnectReason reason, String detail);
    }

    LinkQueue(CoreThreads threads, Counters counters, Owner owner) {
        this.threads = threads;
        this.counters = counters;
        this.owner = owner;
    }

    /** Queues an operation; its result tells the end. */
    void submit(LinkOperation<?> operation) {
        BleException refusal = add(operation);
        if (refusal != null) {
            operation.result().completeExceptionally(refusal);
        }
    }

    private @Nullable BleException add(LinkOperation<?> operation) {
        lock.lock();
        try {
            if (ended != null) {
                return disconnected(operation.operation(), ended, false);
            }
            waiting.removeIf(LinkQueue::isOver);
            if (waiting.size() >= CAPACITY) {
                return full(operation.operation());
            }
            waiting.add(operation);
            sendNext();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** Ends an operation because its time is over, saying whether it had been sent. */
    void expire(LinkOperation<?> operation, Duration timeout) {
        withdraw(other -> other == operation);
        String hint = operation.sent ? owner.whyUnanswered() : "";
        BleException late = BlockingCalls.timeout(operation.operation(), timeout, operation.sent, hint);
        operation.result().completeExceptionally(late);
    }

    /** Fails what this handle asked for and has not got. */
    void cancel(Object handle, DisconnectReason reason) {
        fail(withdraw(operation -> operation.owner() == handle), reason);
    }

    /** Fails everything, now and in future, with this reason. */
    void end(DisconnectReason reason) {
        LinkOperation<?> open;
        List<LinkOperation<?>> all;
        lock.lock();
        try {
            if (ended != null) {
                return;
            }
            ended = reason;
            open = current;
            all = withdraw(operation -> true);
            current = null;
        } finally {
            lock.unlock();
        }
        fail(all, reason);
        if (open != null) {
            release(open, disconnected(open.operation(), reason, true));
        }
    }

    /** Takes operations out of the queue, so that they are not sent any more; the one that was sent keeps its place. */
    private List<LinkOperation<?>> withdraw(Predicate<LinkOperation<?>> which) {
        lock.lock();
        try {
            List<LinkOperation<?>> all = new ArrayList<>();
            if (current != null) {
                all.add(current);
            }
            all.addAll(waiting);
            all.removeIf(which.negate());
            waiting.removeIf(which);
            return all;
        } finally {
            lock.unlock();
        }
    }

    private static void fail(List<LinkOperation<?>> operations, DisconnectReason reason) {
        operations.forEach(operation ->
                operation.result().completeExceptionally(disconnected(operation.operation(), reason, operation.sent)));
    }

    /** Under the lock. */
    private void sendNext() {
        while (current == null) {
            LinkOperation<?> next = waiting.poll();
            if (next == null) {
                return;
            }
            if (!isOver(next)) {
                current = next;
                next.sent = true;
                threads.workers().execute(() -> send(next));
            }
        }
    }

    private <T> void send(LinkOperation<T> operation) {
        counters.operations.increment();
        if (operation.hasLimit()) {
            operation.stuck = threads.after(TRANSACTION_LIMIT, () -> silent(operation));
        }
        try {
            Stages.onEnd(operation.send(), (value, thrown) -> answered(operation, value, thrown));
        } catch (RuntimeException e) {
            answered(operation, null, e);
        }
    }

    private <T> void answered(LinkOperation<T> operation, @Nullable T value, @Nullable Throwable thrown) {
        if (thrown instanceof BleDisconnectedException lost && isCurrent(operation)) {
            String detail = String.valueOf(lost.getMessage());
            threads.after(CAUSE_LIMIT, () -> owner.linkIsGone(lost.reason(), detail));
            return;
        }
        operation.answered = true;
        release(operation, thrown);
        finish(operation, value, thrown);
        lock.lock();
        try {
            if (current == operation) {
                current = null;
                sendNext();
            }
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("NullAway") // an operation without a value ends with null
    private <T> void finish(LinkOperation<T> operation, @Nullable T value, @Nullable Throwable thrown) {
        if (thrown == null) {
            operation.result().complete(value);
        } else {
            counters.operationFailures.increment();
            operation.result().completeExceptionally(asBleException(operation.operation(), thrown));
        }
    }

    private static void release(LinkOperation<?> operation, @Nullable Throwable thrown) {
        Alarm stuck = operation.stuck;
        if (stuck != null) {
            stuck.cancel();
        }
        operation.settled(thrown);
    }

    /** A caller may have asked for more than the protocol's time; then the link lives as long as the caller waits. */
    private <T> void silent(LinkOperation<T> operation) {
        String detail =
                "no answer to " + operation.operation().name() + " within " + TRANSACTION_LIMIT.getSeconds() + " s";
        CompletableFuture<T> result = operation.result();
        Stages.onEnd(result, (value, thrown) -> {
            if (!operation.answered && isCurrent(operation)) {
                threads.workers().execute(() -> owner.deviceIsSilent(detail));
            }
        });
    }

    private boolean isCurrent(LinkOperation<?> operation) {
        lock.lock();
        try {
            return current == operation;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOver(LinkOperation<?> operation) {
        return operation.result().isDone();
    }

    static BleDisconnectedException disconnected(BleOperation operation, DisconnectReason reason, boolean sent) {
        String message = operation + " failed: the link has ended, " + DisconnectReasons.text(reason)
                + (sent ? "; it had been sent, its outcome is unknown" : "");
        return new BleDisconnectedException(operation, reason, sent, message, null);
    }

    private static GattException full(BleOperation operation) {
        String message = operation + " refused: " + CAPACITY + " operations wait for this device already";
        return GattException.of(operation, GattException.Reason.FAILED, message, null);
    }

    private static BleException asBleException(BleOperation operation, Throwable thrown) {
        if (thrown instanceof BleException known) {
            return known;
        }
        LOG.error("{} failed by a bug of its backend", operation, thrown);
        return GattException.of(operation, GattException.Reason.FAILED, operation + " failed: " + thrown, thrown);
    }
}
