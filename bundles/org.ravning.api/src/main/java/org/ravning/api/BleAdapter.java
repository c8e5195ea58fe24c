// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A Bluetooth radio of this machine (or a simulated one). A service per radio, there while the radio is. */
@ProviderType
public interface BleAdapter {
    /** Returns its name in this process. */
    AdapterId id();

    /** Returns the backend that drives it, such as {@code bluez}. */
    default String backend() {
        return id().backend();
    }

    /** Returns a name for people, as the system gives it. */
    String label();

    /** Returns its own address, or null where the system does not tell. */
    @Nullable
    DeviceAddress address();

    /** Returns what it can do now. */
    AdapterState state();

    /** Returns what it offers. */
    Set<Capability> capabilities();

    /** Says whether it is scanning for this process. */
    boolean isScanning();

    /** Returns how many links it holds for this process. */
    int connections();

    /**
     * Switches it off and on again, or on if it is off, and waits until it is ready. Its links end, those of other
     * programs too; scans go on afterwards.
     *
     * @throws BleUnsupportedException if it does not offer {@link Capability#RESTART}
     * @throws BleUnavailableException if it has left, or the system does not switch it
     * @throws BleTimeoutException if the deadline passes; the adapter may then be off
     */
    void restart(Duration timeout) throws BleException, InterruptedException;
}
