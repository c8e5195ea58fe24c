// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleException;

/** A connection attempt. */
public final class AirAttempt {
    private final Air air;
    private final AirAdapter adapter;
    private final AirLinkListener sink;
    private final CompletableFuture<AirLink> link = new CompletableFuture<>();
    private @Nullable AirDevice waitingFor; // on the air's thread only

    AirAttempt(Air air, AirAdapter adapter, AirLinkListener sink) {
        this.air = air;
        this.adapter = adapter;
        this.sink = sink;
    }

    /** Returns the future that ends with the link, or with a {@link BleException}. */
    public CompletableFuture<AirLink> link() {
        return link;
    }

    /** Gives up, unless the link is up already; the future ends when nothing of the attempt is left. */
    public CompletableFuture<Void> cancel() {
        CompletableFuture<Void> clean = new CompletableFuture<>();
        link.completeExceptionally(AirFailures.connect(BleConnectException.Reason.ABORTED, "cancelled"));
        air.loop().post(() -> {
            forget();
            clean.complete(null);
        });
        return clean;
    }

    AirAdapter adapter() {
        return adapter;
    }

    AirLinkListener sink() {
        return sink;
    }

    boolean isOpen() {
        return !link.isDone();
    }

    void waitFor(AirDevice device) {
        waitingFor = device;
    }

    /** Hands the link over; returns false if nobody wants it any more. */
    boolean succeed(AirLink up) {
        forget();
        return link.complete(up);
    }

    void fail(BleException cause) {
        forget();
        link.completeExceptionally(cause);
    }

    private void forget() {
        adapter.over(this);
        AirDevice device = waitingFor;
        if (device != null) {
            device.uninvite(this);
        }
    }
}
