// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.fake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Attribute;
import org.ravning.api.Bytes;

/** An operation that core sent. */
public final class FakeOperation {
    /** The answer that does not come by itself. */
    public static final Object LATER = new Object();

    /** The answer of what returns nothing. */
    public static final Object NOTHING = new Object();

    private final String name;
    private final @Nullable Attribute attribute;
    private final Bytes value;
    private final CompletableFuture<Object> answer = new CompletableFuture<>();
    private volatile Runnable onEnd = () -> {};

    FakeOperation(String name, @Nullable Attribute attribute, Bytes value) {
        this.name = name;
        this.attribute = attribute;
        this.value = value;
    }

    void onEnd(Runnable action) {
        onEnd = action;
    }

    /** Returns {@code read}, {@code write WITH_RESPONSE}, {@code notify OFF} and the like. */
    public String name() {
        return name;
    }

    /** Returns the handle, or 0 for discovery. */
    public int handle() {
        return attribute == null ? 0 : attribute.handle();
    }

    /** Returns what was written. */
    public Bytes value() {
        return value;
    }

    /** Answers with a value, {@link #NOTHING}, or an exception. */
    public void answer(Object result) {
        onEnd.run();
        if (result instanceof Throwable thrown) {
            answer.completeExceptionally(thrown);
        } else {
            answer.complete(result);
        }
    }

    @SuppressWarnings("NullAway") // a stage of Void ends with null
    <T> CompletionStage<T> stage(Class<T> type) {
        return answer.thenApply(result -> result == NOTHING ? null : type.cast(result));
    }

    @Override
    public String toString() {
        return attribute == null ? name : name + " #" + handle();
    }
}
