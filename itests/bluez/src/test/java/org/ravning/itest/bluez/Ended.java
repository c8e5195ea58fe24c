// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.NotificationListener;
import org.ravning.testkit.Await;

/** Counts the values of a subscription and keeps why it ended. */
final class Ended implements NotificationListener {
    private final AtomicInteger values = new AtomicInteger();
    private final CompletableFuture<BleException> end = new CompletableFuture<>();

    @Override
    public void onValue(Bytes value, Instant at) {
        values.incrementAndGet();
    }

    @Override
    public void onEnd(@Nullable BleException cause) {
        end.complete(Objects.requireNonNull(cause));
    }

    int values() {
        return values.get();
    }

    BleDisconnectedException await() throws InterruptedException, ExecutionException {
        return (BleDisconnectedException) Await.result(end);
    }
}
