// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterState;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Capability;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.Link;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.PendingLink;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioEvents;
import org.ravning.spi.RadioScan;

/** Another gateway as core sees it: it hears, and that is all it does. How it scans is not ours to say. */
final class FeedRadio implements Radio {
    private static final Set<Capability> CAPABILITIES = Set.of(Capability.ACTIVE_SCAN, Capability.PASSIVE_SCAN);

    private final AdapterId id;
    private final String kind;
    private volatile @Nullable RadioEvents sink;
    private volatile boolean gone;
    private volatile long heardAtMillis;

    FeedRadio(AdapterId id, String kind, long nowMillis) {
        this.id = id;
        this.kind = kind;
        heardAtMillis = nowMillis;
    }

    /** Takes what the gateway heard; returns whether anybody scans. */
    boolean hear(AdvertisementReport report, long nowMillis) {
        heardAtMillis = nowMillis;
        RadioEvents scan = sink;
        if (scan != null) {
            scan.advertisement(report);
        }
        return scan != null;
    }

    /** Returns when the gateway was last heard, in milliseconds since 1970. */
    long heardAtMillis() {
        return heardAtMillis;
    }

    void gone() {
        gone = true;
        sink = null;
    }

    @Override
    public AdapterId id() {
        return id;
    }

    @Override
    public String label() {
        return "gateway " + id.name() + " (" + kind + ")";
    }

    @Override
    public @Nullable DeviceAddress address() {
        return null;
    }

    @Override
    public AdapterState state() {
        return gone ? AdapterState.GONE : AdapterState.POWERED_ON;
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public CompletionStage<Void> startScan(RadioScan scan, RadioEvents events) {
        sink = events;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> stopScan() {
        sink = null;
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public PendingLink openLink(DeviceId device, LinkEvents events) {
        BleOperation operation = new BleOperation("connect", device, id);
        return new Refused(new BleUnsupportedException(
                operation,
                Capability.CENTRAL,
                operation + " refused: another gateway's radio connects to nothing",
                null));
    }

    @Override
    public CompletionStage<List<KnownDevice>> knownDevices() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<Boolean> forget(DeviceId device) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public String toString() {
        return id.toString();
    }

    /** An attempt that was none. */
    private record Refused(BleUnsupportedException cause) implements PendingLink {
        @Override
        public CompletionStage<Link> link() {
            return CompletableFuture.failedFuture(cause);
        }

        @Override
        public CompletionStage<Void> cancel() {
            return CompletableFuture.completedFuture(null);
        }
    }
}
