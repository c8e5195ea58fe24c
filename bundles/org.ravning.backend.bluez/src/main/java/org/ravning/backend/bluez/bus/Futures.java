// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Continues after a future without making another one. */
public final class Futures {
    private Futures() {}

    /** Runs this when the future ends, on the thread that ends it; it must not throw. */
    @SuppressWarnings("FutureReturnValueIgnored") // what it would carry is in the arguments
    public static <T extends @Nullable Object> void onEnd(
            CompletableFuture<T> future, BiConsumer<? super @Nullable T, ? super @Nullable Throwable> next) {
        future.whenComplete(next);
    }

    /** Ends a future as another has ended. */
    @SuppressWarnings("NullAway") // a future without a value ends with null
    public static <T> void pass(@Nullable T value, @Nullable Throwable error, CompletableFuture<T> to) {
        if (error == null) {
            to.complete(value);
        } else {
            to.completeExceptionally(error);
        }
    }
}
