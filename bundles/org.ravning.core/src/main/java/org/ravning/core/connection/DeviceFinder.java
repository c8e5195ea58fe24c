// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.DeviceId;
import org.ravning.core.adapter.DefaultBleAdapter;

/** Finds the adapter to connect with. Nothing here waits. */
public interface DeviceFinder {
    /**
     * An adapter for a device.
     *
     * @param device the device, with the kind of address it was heard with
     * @param rssi how strongly, in dBm
     */
    record Found(DefaultBleAdapter adapter, DeviceId device, int rssi) {}

    /** Returns the adapters that heard the device lately and can connect now. */
    List<Found> heardLately(DeviceId device, @Nullable AdapterId only);

    /** Returns the adapters that can connect now. */
    List<DefaultBleAdapter> usable(@Nullable AdapterId only);

    /** Returns why there is no such adapter. */
    BleException unavailable(BleOperation operation, @Nullable AdapterId only);

    /**
     * Scans for the device; the action runs when another adapter than those avoided hears it, on a dispatcher thread,
     * perhaps several times.
     */
    Search search(DeviceId device, @Nullable AdapterId only, Set<AdapterId> avoided, Runnable heard);

    /** Asks the system whether the device is connected already; tells through which adapter, if so, on a worker. */
    void holding(DeviceId device, @Nullable AdapterId only, Set<AdapterId> avoided, Consumer<DefaultBleAdapter> found);

    /** A scan for one device. */
    interface Search extends AutoCloseable {
        @Override
        void close();
    }
}
