// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdvertisingData;
import org.ravning.api.DeviceId;

/**
 * An advertisement, or a part of one, as a capture holds it.
 *
 * @param offset when it was heard, counted from the beginning of the capture; null if the capture does not tell
 * @param adapter the name of the adapter that heard it, such as {@code hci0}, or null
 * @param device who sent it, or null
 * @param rssi in dBm, or {@link org.ravning.api.Advertisement#RSSI_UNAVAILABLE}
 * @param connectable whether it invited connections; null if the capture does not tell
 * @param part which part of an advertisement it is
 * @param data what it carried
 * @param defect what is wrong with its AD structures, as one line; null if nothing is
 */
public record CapturedAdvertisement(
        @Nullable Duration offset,
        @Nullable String adapter,
        @Nullable DeviceId device,
        int rssi,
        @Nullable Boolean connectable,
        Part part,
        AdvertisingData data,
        @Nullable String defect) {
    /** Refuses null where it is not allowed. */
    public CapturedAdvertisement {
        Objects.requireNonNull(part, "part");
        Objects.requireNonNull(data, "data");
    }

    /** Returns this advertisement as one of another device. */
    public CapturedAdvertisement of(@Nullable DeviceId other) {
        return new CapturedAdvertisement(offset, adapter, other, rssi, connectable, part, data, defect);
    }

    /** Which part of an advertisement a capture holds. */
    public enum Part {
        /** The packet with its scan response. */
        WHOLE,
        /** The advertising packet alone; its scan response may follow. */
        ADVERTISEMENT,
        /** The scan response alone. */
        SCAN_RESPONSE
    }
}
