// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleOperation;
import org.ravning.core.dispatch.Alarm;

/** One operation of a link: waiting, sent, or ended. Its flags are guarded by the queue's lock. */
final class LinkOperation<T> {
    private final BleOperation operation;
    private final @Nullable Object owner;
    private final Supplier<? extends CompletionStage<T>> send;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Consumer<@Nullable Throwable> settled = thrown -> {};
    private boolean limited = true;

    volatile boolean sent;
    volatile boolean answered;
    volatile @Nullable Alarm stuck;

    /**
     * Creates it.
     *
     * @param owner the handle that asks, or null for core itself
     * @param send called when it is its turn
     */
    LinkOperation(BleOperation operation, @Nullable Object owner, Supplier<? extends CompletionStage<T>> send) {
        this.operation = operation;
        this.owner = owner;
        this.send = send;
    }

    /** Has the action told how the device answered, even when nobody waits any more; before the next is sent. */
    LinkOperation<T> onSettled(Consumer<@Nullable Throwable> action) {
        settled = action;
        return this;
    }

    /** Lets it take as long as it likes: discovery is many requests. */
    LinkOperation<T> withoutLimit() {
        limited = false;
        return this;
    }

    BleOperation operation() {
        return operation;
    }

    @Nullable
    Object owner() {
        return owner;
    }

    CompletableFuture<T> result() {
        return result;
    }

    boolean hasLimit() {
        return limited;
    }

    CompletionStage<T> send() {
        return send.get();
    }

    void settled(@Nullable Throwable thrown) {
        settled.accept(thrown);
    }
}
