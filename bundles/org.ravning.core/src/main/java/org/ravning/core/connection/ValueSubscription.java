// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.DisconnectReason;
import org.ravning.api.NotificationListener;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Mailbox;

/** One listener to the values of a characteristic. */
final class ValueSubscription implements Subscription {
    private static final Duration DISABLE_LIMIT = Duration.ofSeconds(1);

    private final ConnectionHandle handle;
    private final CharacteristicFeed feed;
    private final NotificationListener listener;
    private final Mailbox<Value> mailbox;
    private final CoreThreads threads;
    private final BlockingCalls calls;

    // guarded by the feed's lock: whether subscribe() has returned it
    boolean established;

    ValueSubscription(
            ConnectionHandle handle,
            CharacteristicFeed feed,
            NotificationListener listener,
            SubscribeOptions options,
            CoreThreads threads,
            Counters counters) {
        this.handle = handle;
        this.feed = feed;
        this.listener = listener;
        this.threads = threads;
        this.calls = new BlockingCalls(threads);
        this.mailbox = new Mailbox<>(
                threads.dispatchers(),
                "a subscription to " + feed,
                options.queueCapacity(),
                options.overflow(),
                value -> listener.onValue(value.bytes, value.at),
                counters.notificationsDropped);
    }

    private record Value(Bytes bytes, Instant at) {}

    ConnectionHandle handle() {
        return handle;
    }

    void value(Bytes bytes, Instant at) {
        if (!mailbox.offer(new Value(bytes, at)) && feed.remove(this)) {
            handle.forget(this);
            mailbox.finish(() -> listener.onEnd(null));
            threads.workers().execute(feed::disableIfUnused);
        }
    }

    /** Delivers what waits and says that this was all. */
    void end(@Nullable BleException cause) {
        mailbox.finish(() -> listener.onEnd(cause));
    }

    /** Ends it without a word, for subscribe() throws. */
    void abort() {
        handle.forget(this);
        feed.remove(this);
        mailbox.close();
        feed.disableIfUnused();
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
        handle.forget(this);
        boolean was = feed.remove(this);
        CompletionStage<?> disabled = feed.disableIfUnused();
        mailbox.close(() -> listener.onEnd(null));
        if (was) {
            calls.awaitQuietly(disabled, DISABLE_LIMIT);
        }
    }

    /** Ends it because its handle was closed; the end of the link may have been told before. */
    void closeWithLink() {
        feed.remove(this);
        mailbox.close(() -> listener.onEnd(feed.ended(DisconnectReason.REQUESTED)));
    }
}
