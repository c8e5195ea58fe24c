// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One advertisement as heard by one adapter: what that packet and its scan response carried, never data piled up from
 * earlier packets (contract C16).
 *
 * @param device who sent it
 * @param heardBy the adapter that heard it
 * @param receivedAt when core received it
 * @param rssi the received signal strength in dBm, -127 to 20, or {@link #RSSI_UNAVAILABLE}
 * @param connectable whether the packet invited connections; null where the operating system does not tell
 * @param data what it carried
 */
public record Advertisement(
        DeviceId device,
        AdapterId heardBy,
        Instant receivedAt,
        int rssi,
        @Nullable Boolean connectable,
        AdvertisingData data) {
    /** The RSSI value that means "not available" (Core Specification, Vol 4, Part E, section 7.7.65.2). */
    public static final int RSSI_UNAVAILABLE = 127;

    /** Refuses null where it is not allowed. */
    public Advertisement {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(heardBy, "heardBy");
        Objects.requireNonNull(receivedAt, "receivedAt");
        Objects.requireNonNull(data, "data");
    }

    /** Returns the local name, or null if none was sent. It is a stranger's text and may hold any character. */
    public @Nullable String localName() {
        return data.localName();
    }

    /** Returns the transmit power level in dBm, or null if none was sent. */
    public @Nullable Integer txPower() {
        return data.txPower();
    }

    /** Returns the advertised services in 128-bit form. */
    public List<UUID> serviceUuids() {
        return data.serviceUuids();
    }

    /** Returns the manufacturer specific data by company identifier. */
    public Map<Integer, Bytes> manufacturerData() {
        return data.manufacturerData();
    }

    /** Returns the service data by UUID in 128-bit form. */
    public Map<UUID, Bytes> serviceData() {
        return data.serviceData();
    }

    /** Says whether one of these services is advertised, in the list of services or as service data. */
    public boolean offersOneOf(Set<UUID> services) {
        for (UUID uuid : services) {
            if (serviceUuids().contains(uuid) || serviceData().containsKey(uuid)) {
                return true;
            }
        }
        return false;
    }
}
