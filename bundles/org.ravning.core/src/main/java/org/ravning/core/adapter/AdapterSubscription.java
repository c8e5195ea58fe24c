// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.adapter;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.ravning.api.AdapterListener;
import org.ravning.api.Overflow;
import org.ravning.api.Subscription;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Mailbox;

/** One adapter listener with its queue. */
final class AdapterSubscription implements Subscription {
    private static final int CAPACITY = 4096;

    private final AdapterListener listener;
    private final Mailbox<Consumer<AdapterListener>> mailbox;
    private final Consumer<AdapterSubscription> forget;

    AdapterSubscription(CoreThreads threads, AdapterListener listener, Consumer<AdapterSubscription> forget) {
        this.listener = listener;
        this.forget = forget;
        this.mailbox = new Mailbox<>(
                threads.dispatchers(),
                "an adapter listener",
                CAPACITY,
                Overflow.DROP_OLDEST,
                this::call,
                new LongAdder());
    }

    void tell(Consumer<AdapterListener> news) {
        mailbox.offer(news);
    }

    private void call(Consumer<AdapterListener> news) {
        news.accept(listener);
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
