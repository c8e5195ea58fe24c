// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.Attribute;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Bytes;
import org.ravning.api.Capability;
import org.ravning.api.Characteristic;
import org.ravning.api.GattDatabase;
import org.ravning.api.PlatformOptions;
import org.ravning.api.WriteMode;

/**
 * A link to a device. Core calls one operation at a time and owns all deadlines; a stage ends exceptionally with a
 * {@link org.ravning.api.BleException}. When the link is lost, {@link LinkEvents#disconnected} tells once, and stages
 * that are still open end exceptionally.
 */
@ConsumerType
public interface Link {
    /** Discovers the services, from the device and not from an older cache where the system allows. */
    CompletionStage<GattDatabase> discover();

    /** Reads a value whole. */
    CompletionStage<Bytes> read(Attribute attribute);

    /** Writes a value; the mode is {@code WITH_RESPONSE} or {@code WITHOUT_RESPONSE}, never {@code AUTO}. */
    CompletionStage<Void> write(Attribute attribute, Bytes value, WriteMode mode);

    /** Enables or disables the sending of values; they come through {@link LinkEvents#notification}. */
    CompletionStage<Void> setNotify(Characteristic characteristic, NotifyMode mode);

    /**
     * Pairs with the device, unless it is paired already; runs beside the operations. Core asks for one pairing of a link
     * at a time. A backend whose system pairs in dialogues of its own fails with
     * {@link org.ravning.api.BleUnsupportedException}.
     *
     * @param events answers what the device or the system asks
     */
    CompletionStage<Void> pair(PairingEvents events);

    /** Gives a pairing up; its stage then ends, exceptionally. Has no effect when none is under way. */
    void cancelPairing();

    /**
     * Asks how strongly the device is received, in dBm; fails with {@link org.ravning.api.BleUnsupportedException} where
     * the system does not tell.
     */
    default CompletionStage<Integer> rssi() {
        CompletableFuture<Integer> refused = new CompletableFuture<>();
        refused.completeExceptionally(new BleUnsupportedException(
                BleOperation.of("read signal strength"),
                Capability.LINK_RSSI,
                "this system does not tell how strongly a connected device is received; BleScanner.lastHeard has the"
                        + " strength of its last advertisement",
                null));
        return refused;
    }

    /** Enables the sending of values, with options for this backend; without use for them, as above. */
    default CompletionStage<Void> setNotify(
            Characteristic characteristic, NotifyMode mode, List<PlatformOptions> platform) {
        return setNotify(characteristic, mode);
    }

    /** Returns the ATT MTU in bytes as far as known, at least 23. */
    int mtu();

    /** Returns the longest value that a write of this mode can carry now (512 for long writes with response). */
    int maxWriteLength(WriteMode mode);

    /**
     * Returns what may be the reason why a request that was sent is not answered, and what to do about it, for people; empty
     * if nothing is known. Asked when a deadline passes.
     */
    default String whyUnanswered() {
        return "";
    }

    /** Ends the link; the stage ends when it is down or given up on. Idempotent. */
    CompletionStage<Void> close();
}
