// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterState;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Capability;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.api.PlatformOptions;

/**
 * One radio of a backend.
 *
 * <p>Calls come from any thread and must not block. A returned stage ends on any thread, exceptionally with a
 * {@link org.ravning.api.BleException}. Core never lets two scans run on one radio, and asks for one link per device at a
 * time.
 */
@ConsumerType
public interface Radio {
    /** Returns its identity, the same each time this radio is there. */
    AdapterId id();

    /** Returns a name for people. */
    String label();

    /** Returns its own address, or null if unknown. */
    @Nullable
    DeviceAddress address();

    /** Returns {@code POWERED_ON} or {@code POWERED_OFF}, or {@code GONE} once it was removed. */
    AdapterState state();

    /** Returns what it offers. */
    Set<Capability> capabilities();

    /**
     * Starts the one scan of this radio; the stage ends when the system has accepted it. Reports come from then on until
     * {@link #stopScan()}. If the scan ends by itself, {@link RadioEvents#scanStopped} tells.
     */
    CompletionStage<Void> startScan(RadioScan scan, RadioEvents sink);

    /** Stops the scan, a start still in progress too; nothing of it remains in the system when the stage ends. */
    CompletionStage<Void> stopScan();

    /** Returns how many links it can hold, or 0 if it does not know; core then prefers radios that have room. */
    default int slots() {
        return 0;
    }

    /** Returns how many links may be begun at once; core lets further ones wait. A real radio begins one at a time. */
    default int parallelConnects() {
        return 1;
    }

    /** Begins to connect. */
    PendingLink openLink(DeviceId device, LinkEvents sink);

    /** Begins to connect, with options for this backend; without use for them, as above. */
    default PendingLink openLink(DeviceId device, LinkEvents sink, List<PlatformOptions> platform) {
        return openLink(device, sink);
    }

    /** Returns the devices that the system remembers (paired or trusted) or is connected to through this radio. */
    CompletionStage<List<KnownDevice>> knownDevices();

    /**
     * Has the system forget a device with its keys, and ends its link. The stage ends with whether the system knew it.
     */
    CompletionStage<Boolean> forget(DeviceId device);

    /**
     * Switches the radio off and on again, or on if it is off; scan and links end as at any other switching off. The
     * stage ends when it is on. A radio that does not offer {@link Capability#RESTART} refuses.
     */
    default CompletionStage<Void> restart() {
        BleOperation operation = new BleOperation("restart", null, id());
        CompletableFuture<Void> refused = new CompletableFuture<>();
        refused.completeExceptionally(new BleUnsupportedException(
                operation, Capability.RESTART, operation + " refused: it cannot be switched from here", null));
        return refused;
    }

    /**
     * Says whether core may {@link #restart()} it without being asked, when it scans and hears nothing any more; only if
     * the user has permitted that.
     */
    default boolean mayRestartItself() {
        return false;
    }
}
