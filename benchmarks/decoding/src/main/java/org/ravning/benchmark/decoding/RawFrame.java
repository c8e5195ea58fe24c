// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.Locale;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.codec.AdvertisingDataParser;
import org.ravning.profile.api.DecodeContext;

/**
 * A frame as it came from the air.
 *
 * @param device who sent it
 * @param rssi how strongly, in dBm
 * @param data its advertising data
 */
record RawFrame(DeviceAddress device, int rssi, Bytes data) {
    private static final AdapterId ADAPTER = new AdapterId("benchmark", "air");

    static RawFrame of(JsonObject line) {
        AddressType type =
                AddressType.valueOf(line.get("addressType").getAsString().toUpperCase(Locale.ROOT));
        return new RawFrame(
                DeviceAddress.of(line.get("address").getAsString(), type),
                line.get("rssi").getAsInt(),
                Bytes.ofHex(line.get("ad").getAsString()));
    }

    /** Parses it. */
    Heard heard() {
        return new Heard(
                new Advertisement(
                        device,
                        ADAPTER,
                        Instant.EPOCH,
                        rssi,
                        null,
                        AdvertisingDataParser.parse(data).data()),
                DecodeContext.NONE);
    }
}
