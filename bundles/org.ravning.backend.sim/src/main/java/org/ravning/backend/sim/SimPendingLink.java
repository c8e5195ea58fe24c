// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.DeviceAddress;
import org.ravning.backend.sim.air.AirAdapter;
import org.ravning.backend.sim.air.AirAttempt;
import org.ravning.spi.Link;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.PendingLink;

/** A connection attempt in the simulated air. */
final class SimPendingLink implements PendingLink {
    private final CompletionStage<Link> link;
    private final @Nullable AirAttempt attempt;

    SimPendingLink(AirAdapter adapter, BleOperation operation, DeviceAddress device, LinkEvents sink) {
        SimLinkEvents events = new SimLinkEvents(sink);
        AirAttempt begun = adapter.connect(device, events);
        this.attempt = begun;
        this.link = SimFailures.of(operation, begun.link(), up -> new SimLink(up, operation, events));
    }

    private SimPendingLink(CompletionStage<Link> failed) {
        this.attempt = null;
        this.link = failed;
    }

    static PendingLink failed(BleException cause) {
        return new SimPendingLink(CompletableFuture.failedFuture(cause));
    }

    @Override
    public CompletionStage<Link> link() {
        return link;
    }

    @Override
    public CompletionStage<Void> cancel() {
        return attempt == null ? CompletableFuture.completedFuture(null) : attempt.cancel();
    }
}
