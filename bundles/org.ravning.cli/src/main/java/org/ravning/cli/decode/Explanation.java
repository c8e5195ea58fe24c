// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;

/**
 * Finds out which bytes of a frame gave which reading, whatever the profile: each bit is turned over in its turn, and what
 * then reads otherwise came from it. Where turning any bit makes the frame another one, or none, the byte is layout: a
 * length, a type, a checksum, or a cipher text that is authenticated as a whole.
 */
final class Explanation {
    private static final String LAYOUT = "(layout)";
    private static final String UNUSED = "-";

    private final AdvertisementProfile profile;
    private final Frame frame;
    private final Map<String, Object> told;

    Explanation(AdvertisementProfile profile, Frame frame, Decoded.Readings decoded) {
        this.profile = profile;
        this.frame = frame;
        told = facts(decoded);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        AdvertisingData data = frame.advertisement().data();
        data.manufacturerData().forEach((company, bytes) -> {
            lines.add(String.format(Locale.ROOT, "  manufacturerData 0x%04x", company));
            addBytes(lines, bytes, changed -> with(data).manufacturerData(company, changed));
        });
        data.serviceData().forEach((uuid, bytes) -> {
            lines.add("  serviceData " + BleUuid.shortText(uuid));
            addBytes(lines, bytes, changed -> with(data).serviceData(uuid, changed));
        });
        return lines;
    }

    /** Makes the frame's data with other bytes in one place. */
    private interface Place {
        AdvertisingData.Builder put(Bytes changed);
    }

    private void addBytes(List<String> lines, Bytes bytes, Place place) {
        int from = 0;
        String label = bytes.isEmpty() ? UNUSED : label(bytes, 0, place);
        for (int at = 1; at <= bytes.length(); at++) {
            String next = at == bytes.length() ? "" : label(bytes, at, place);
            if (!next.equals(label)) {
                lines.add(String.format(
                        Locale.ROOT,
                        "  %4d  %-20s  %s",
                        from,
                        bytes.slice(from, at).hex(),
                        label));
                from = at;
                label = next;
            }
        }
    }

    private String label(Bytes bytes, int at, Place place) {
        Set<String> changed = new LinkedHashSet<>();
        boolean layout = false;
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            byte[] content = bytes.toArray();
            content[at] ^= (byte) (1 << bit);
            Map<String, Object> facts =
                    facts(decode(place.put(Bytes.of(content)).build()));
            if (facts.keySet().equals(told.keySet())) {
                told.forEach((name, value) -> {
                    if (!value.equals(facts.get(name))) {
                        changed.add(name);
                    }
                });
            } else {
                layout = true;
            }
        }
        if (changed.isEmpty()) {
            return layout ? LAYOUT : UNUSED;
        }
        return String.join(", ", changed);
    }

    private Decoded decode(AdvertisingData data) {
        Advertisement heard = frame.advertisement();
        return profile.decode(
                new Advertisement(
                        heard.device(), heard.heardBy(), heard.receivedAt(), heard.rssi(), heard.connectable(), data),
                frame.context());
    }

    private static Map<String, Object> facts(Decoded decoded) {
        Map<String, Object> facts = new LinkedHashMap<>();
        if (decoded instanceof Decoded.Readings readings) {
            facts.put("model", readings.model().model());
            put(facts, "firmware_version", readings.model().firmware());
            put(facts, "packet_id", readings.packetId());
            put(facts, "counter", readings.counter());
            readings.readings().forEach(r -> facts.put(r.property().name(), Objects.toString(r.value())));
            readings.events().forEach(e -> facts.put(e.property().name(), e));
        }
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    // Without the raw structures: they would say otherwise.
    private static AdvertisingData.Builder with(AdvertisingData data) {
        AdvertisingData.Builder copy = AdvertisingData.builder()
                .localName(data.localName())
                .txPower(data.txPower())
                .flags(data.flags())
                .appearance(data.appearance());
        data.serviceUuids().forEach(copy::serviceUuid);
        data.manufacturerData().forEach(copy::manufacturerData);
        data.serviceData().forEach(copy::serviceData);
        return copy;
    }
}
