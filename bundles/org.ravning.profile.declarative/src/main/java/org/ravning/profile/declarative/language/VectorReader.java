// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.codec.AdvertisingDataParser;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/** Reads a vector: what is heard, and what must come of it. */
final class VectorReader {
    private static final AdapterId ADAPTER = new AdapterId("profile", "vector");
    private static final String SOMEBODY = "00:00:5E:00:53:00";

    private VectorReader() {}

    /** The settings that say what is heard. */
    static final String[] HEARD = {"address", "name", "rssi", "manufacturer", "service_data", "services", "ad"};

    static Vector read(Place place) {
        Settings settings = place.settings(Stream.of(HEARD, new String[] {"key", "expect", "events", "model", "reject"})
                .flatMap(Stream::of)
                .toArray(String[]::new));
        Map<String, Place> expected =
                settings.find("expect").map(Place::entries).orElse(Map.of());
        Map<String, Place> events = new LinkedHashMap<>();
        settings.find("events").ifPresent(found -> events.putAll(found.entries()));
        if (expected.isEmpty() && events.isEmpty() && !settings.has("reject")) {
            throw place.wrong("\"expect\", \"events\" or \"reject\" is missing");
        }
        Bytes key = settings.find("key").map(found -> found.map(Bytes::ofHex)).orElse(null);
        return new Vector(
                place,
                advertisement(settings),
                new DecodeContext(key, null),
                expected,
                events,
                Optional.ofNullable(settings.text("model")),
                settings.flag("reject"));
    }

    /** Returns what is heard. */
    static Advertisement advertisement(Settings settings) {
        DeviceAddress address = settings.find("address")
                .map(place -> place.map(text -> DeviceAddress.of(text, AddressType.PUBLIC)))
                .orElseGet(() -> DeviceAddress.of(SOMEBODY, AddressType.PUBLIC));
        AdvertisingData data = settings.find("ad")
                .map(place ->
                        AdvertisingDataParser.parse(place.map(Bytes::ofHex)).data())
                .orElseGet(() -> data(settings));
        int rssi = settings.integer("rssi", Advertisement.RSSI_UNAVAILABLE, -127, 127);
        return new Advertisement(address, ADAPTER, Instant.EPOCH, rssi, null, data);
    }

    private static AdvertisingData data(Settings settings) {
        AdvertisingData.Builder data = AdvertisingData.builder().localName(settings.text("name"));
        settings.find("manufacturer")
                .ifPresent(place -> place.entries()
                        .forEach(
                                (company, hex) -> data.manufacturerData(company(company, hex), hex.map(Bytes::ofHex))));
        settings.find("service_data")
                .ifPresent(place -> place.entries()
                        .forEach((uuid, hex) -> data.serviceData(uuid(uuid, hex), hex.map(Bytes::ofHex))));
        settings.list("services").forEach(place -> data.serviceUuid(place.map(BleUuid::parse)));
        return data.build();
    }

    private static int company(String text, Place place) {
        try {
            int company = Integer.decode(text);
            if (company >= 0 && company <= 0xFFFF) {
                return company;
            }
        } catch (NumberFormatException e) {
            throw place.wrong("a company identifier is a number such as 0x0499, not \"" + text + "\"");
        }
        throw place.wrong("a company identifier is 0x0000 to 0xffff, not \"" + text + "\"");
    }

    private static UUID uuid(String text, Place place) {
        try {
            return BleUuid.parse(text);
        } catch (IllegalArgumentException e) {
            throw place.wrong(String.valueOf(e.getMessage()));
        }
    }
}
