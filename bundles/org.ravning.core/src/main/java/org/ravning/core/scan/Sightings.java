// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;

/**
 * When and how well one adapter last heard each device; the longest unheard is forgotten first. Not for use by several
 * threads at once.
 */
final class Sightings {
    private final Map<DeviceId, Sighting> byDevice;

    Sightings(int capacity) {
        byDevice = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<DeviceId, Sighting> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The last time a device was heard; changed in place, for there are tens of thousands a second. */
    static final class Sighting {
        private DeviceId device;
        private int rssi;
        private long atMillis;

        Sighting(DeviceId device) {
            this.device = device;
        }

        /** Returns the device with the kind of address it was heard with. */
        DeviceId device() {
            return device;
        }

        int rssi() {
            return rssi;
        }

        long atMillis() {
            return atMillis;
        }
    }

    void heard(DeviceId device, int rssi, long nowMillis) {
        Sighting sighting = byDevice.get(device);
        if (sighting == null) {
            sighting = new Sighting(device);
            byDevice.put(device, sighting);
        }
        sighting.device = device;
        sighting.rssi = rssi;
        sighting.atMillis = nowMillis;
    }

    @Nullable
    Sighting of(DeviceId device) {
        return byDevice.get(device);
    }

    int size() {
        return byDevice.size();
    }
}
