// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import org.jspecify.annotations.Nullable;
import org.ravning.api.AdvertisingData;
import org.ravning.api.DeviceId;

/**
 * What a radio heard.
 *
 * @param device who sent it
 * @param rssi in dBm, or {@link org.ravning.api.Advertisement#RSSI_UNAVAILABLE}
 * @param connectable whether it invited connections; null if the system does not tell
 * @param part which part of an advertisement this is
 * @param data what it carried
 */
public record AdvertisementReport(
        DeviceId device, int rssi, @Nullable Boolean connectable, Part part, AdvertisingData data) {
    /** Which part of an advertisement a report carries; core merges the parts. */
    public enum Part {
        /** The packet with its scan response, as the system merged them. */
        WHOLE,
        /** The advertising packet alone; a scan response may follow. */
        ADVERTISEMENT,
        /** The scan response alone. */
        SCAN_RESPONSE
    }
}
