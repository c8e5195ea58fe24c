// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed.frame;

import com.google.gson.JsonElement;
import com.google.gson.JsonPrimitive;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.spi.AdvertisementReport;

/** Another Ravning: what it publishes on {@code <base>/advertisement/<address>} (docs/schema/advertisement.json). */
final class RavningReader implements FrameReader {
    private static final String COMPANY = "0x[0-9a-f]{4}";
    private static final int HEX = 16;

    @Override
    public Optional<Frame> read(String topic, Bytes payload) throws BadFrameException {
        Payload json = Payload.parse(payload);
        AdvertisingData.Builder data =
                AdvertisingData.builder().localName(json.localName("name")).txPower(json.power("tx_power"));
        for (JsonElement service : json.array("service_uuids")) {
            if (!(service instanceof JsonPrimitive uuid) || !uuid.isString()) {
                throw new BadFrameException("service_uuids are texts");
            }
            data.serviceUuid(Payload.uuid(uuid.getAsString()));
        }
        for (Map.Entry<String, Bytes> company :
                json.allBytes("manufacturer_data").entrySet()) {
            if (!company.getKey().matches(COMPANY)) {
                throw new BadFrameException("manufacturer_data has no company");
            }
            data.manufacturerData(Integer.parseInt(company.getKey().substring(2), HEX), company.getValue());
        }
        for (Map.Entry<String, Bytes> service : json.allBytes("service_data").entrySet()) {
            data.serviceData(Payload.uuid(service.getKey()), service.getValue());
        }
        return Optional.of(new Frame(
                Frame.name(json.needText("gateway")),
                new AdvertisementReport(
                        Payload.address(json.needText("device"), type(json.text("address_type"))),
                        json.rssi(),
                        false,
                        AdvertisementReport.Part.WHOLE,
                        data.build()),
                time(json.needText("time"))));
    }

    private static AddressType type(@Nullable String word) {
        if ("public".equals(word)) {
            return AddressType.PUBLIC;
        }
        return "random".equals(word) ? AddressType.RANDOM : AddressType.UNKNOWN;
    }

    private static Instant time(String text) throws BadFrameException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new BadFrameException("time is no time");
        }
    }
}
