// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.Optional;
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
     */
    record Found(DefaultBleAdapter adapter, DeviceId device) {}

    /** Returns the adapter that heard the device best lately. */
    Optional<Found> heardLately(DeviceId device, @Nullable AdapterId only);

    /** Returns the first adapter that can connect now. */
    Optional<DefaultBleAdapter> usable(@Nullable AdapterId only);

    /** Returns why there is no such adapter. */
    BleException unavailable(BleOperation operation, @Nullable AdapterId only);

    /** Scans for the device; the action runs when it is heard, on a dispatcher thread, perhaps several times. */
    Search search(DeviceId device, @Nullable AdapterId only, Runnable heard);

    /** A scan for one device. */
    interface Search extends AutoCloseable {
        @Override
        void close();
    }
}
