// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.profile.declarative.decode.AddressTest;
import org.ravning.profile.declarative.decode.NamePattern;
import org.ravning.profile.declarative.decode.PayloadTest;
import org.ravning.profile.declarative.decode.Selection;
import org.ravning.profile.declarative.decode.Selection.Origin;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;

/** Reads {@code match}: one mapping, or a list of which one suffices. */
final class SelectionReader {
    private static final int LONGEST_PAYLOAD = 2000;

    private SelectionReader() {}

    /**
     * Reads selections.
     *
     * @param cut what ends every payload of the file, or null
     */
    static List<Selection> read(Place match, @Nullable Bytes cut) {
        List<Selection> selections = new ArrayList<>();
        for (Place item : match.items()) {
            Settings settings = item.settings(
                    "company", "service_data", "service", "name", "length", "starts", "bytes", "address", "payload");
            selections.add(one(settings, cut));
        }
        return selections;
    }

    private static Selection one(Settings settings, @Nullable Bytes cut) {
        Set<Integer> companies = new HashSet<>();
        for (Place place : settings.list("company")) {
            companies.addAll(CompanyPattern.companies(place));
        }
        Set<UUID> serviceData = uuids(settings, "service_data");
        List<NamePattern> names = new ArrayList<>();
        settings.list("name").forEach(place -> names.add(place.map(NamePattern::new)));
        return new Selection(
                companies,
                serviceData,
                uuids(settings, "service"),
                names,
                cut,
                payloadTest(settings),
                settings.find("address").map(SelectionReader::address).orElse(null),
                origin(settings, companies, serviceData));
    }

    private static Set<UUID> uuids(Settings settings, String name) {
        Set<UUID> uuids = new HashSet<>();
        settings.list(name).forEach(place -> uuids.add(place.map(BleUuid::parse)));
        return uuids;
    }

    private static AddressTest address(Place place) {
        Settings settings = place.settings("at", "last");
        settings.require("at");
        return new AddressTest(
                settings.integer("at", 0, 0, LONGEST_PAYLOAD),
                settings.integer("last", AddressTest.WHOLE, 2, AddressTest.WHOLE));
    }

    private static Origin origin(Settings settings, Set<Integer> companies, Set<UUID> serviceData) {
        Place place = settings.find("payload").orElse(null);
        if (place == null) {
            return !serviceData.isEmpty()
                    ? Origin.SERVICE_DATA
                    : !companies.isEmpty() ? Origin.MANUFACTURER : Origin.INHERITED;
        }
        return switch (place.text()) {
            case "manufacturer" -> Origin.MANUFACTURER;
            case "manufacturer_with_id" -> Origin.MANUFACTURER_WITH_ID;
            case "service_data" -> Origin.SERVICE_DATA;
            default -> throw place.expected("manufacturer, manufacturer_with_id or service_data");
        };
    }

    private static PayloadTest payloadTest(Settings settings) {
        int shortest = 0;
        int longest = Integer.MAX_VALUE;
        Place length = settings.find("length").orElse(null);
        if (length != null) {
            Range range = Range.of(length, LONGEST_PAYLOAD);
            shortest = range.from();
            longest = range.to() == LONGEST_PAYLOAD ? Integer.MAX_VALUE : range.to();
        }
        Map<Integer, Bytes> parts = new HashMap<>();
        settings.find("starts").ifPresent(place -> parts.put(0, place.map(Bytes::ofHex)));
        settings.find("bytes")
                .ifPresent(bytes -> bytes.entries()
                        .forEach((offset, place) -> parts.put(offset(offset, place), place.map(Bytes::ofHex))));
        return new PayloadTest(shortest, longest, parts);
    }

    private static int offset(String text, Place place) {
        if (!text.matches("-?[0-9]{1,4}")) {
            throw place.wrong("an offset is a whole number, not \"" + text + "\"");
        }
        return Integer.parseInt(text);
    }
}
