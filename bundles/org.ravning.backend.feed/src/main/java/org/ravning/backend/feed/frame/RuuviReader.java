// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.frame;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.Bytes;
import org.ravning.codec.AdvertisingDataParser;
import org.ravning.codec.ParsedAdvertisingData;
import org.ravning.spi.AdvertisementReport;

/**
 * Ruuvi Gateway: {@code {"gw_mac":"C8:25:2D:8E:9C:2C","rssi":-25,"aoa":[],"ts":"1659365438","data":"0201061BFF9904...",
 * "coords":""}} on {@code ruuvi/<gateway>/<device>}. The data are AD structures; the time, in seconds since 1970, may be
 * missing.
 */
final class RuuviReader implements FrameReader {
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Fa-f]{2}([:-]?[0-9A-Fa-f]{2}){5}");
    private static final long LATEST = 253_402_300_799L; // the end of 9999

    @Override
    public Optional<Frame> read(String topic, Bytes payload) throws BadFrameException {
        String device = topic.substring(topic.lastIndexOf('/') + 1);
        if (!ADDRESS.matcher(device).matches()) {
            return Optional.empty(); // the gateway's own status
        }
        Payload json = Payload.parse(payload);
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(json.bytes("data"));
        if (parsed.defect() != null) {
            throw new BadFrameException("data: " + parsed.defect());
        }
        return Optional.of(new Frame(
                Frame.name(json.needText("gw_mac")),
                new AdvertisementReport(
                        Payload.address(device, AddressType.UNKNOWN),
                        json.rssi(),
                        false,
                        AdvertisementReport.Part.WHOLE,
                        parsed.data()),
                time(json)));
    }

    private static @Nullable Instant time(Payload json) throws BadFrameException {
        Long seconds = json.number("ts", 0, LATEST);
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }
}
