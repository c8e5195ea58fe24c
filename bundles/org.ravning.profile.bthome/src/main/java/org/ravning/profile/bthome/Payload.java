// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.Value;
import org.ravning.profile.api.ValueLimits;

/** Collects what the objects of a frame say. Properties that occur several times are numbered from 1. */
final class Payload {
    private final List<Item> items = new ArrayList<>();
    private boolean saysSomething;
    private @Nullable Integer packetId;
    private @Nullable String firmware;
    private Decoded.@Nullable Malformed defect;

    /** A value; or an event of that type; or what takes a number only: an event that did not happen, an impossible value. */
    private record Item(
            Property property,
            @Nullable Value value,
            @Nullable String eventType,
            Map<String, Value> attributes) {}

    void add(Property property, Value value) {
        Optional<String> impossible = ValueLimits.reject(property, value);
        if (impossible.isPresent()) {
            complain(RejectReason.INVALID_VALUE, impossible.get());
            items.add(new Item(property, null, null, Map.of()));
        } else {
            saysSomething = true;
            items.add(new Item(property, value, null, Map.of()));
        }
    }

    void addEvent(Property property, String type, Map<String, Value> attributes) {
        saysSomething = true;
        items.add(new Item(property, null, type, attributes));
    }

    void addNoEvent(Property property) {
        saysSomething = true;
        items.add(new Item(property, null, null, Map.of()));
    }

    void packetId(int id) {
        packetId = id;
    }

    void firmware(String version) {
        firmware = version;
    }

    /** Notes what is wrong with an object; the first counts, and only if the frame says nothing else. */
    void complain(RejectReason reason, String why) {
        if (defect == null) {
            defect = new Decoded.Malformed(reason, why);
        }
    }

    Decoded decoded(DeviceModel model, @Nullable Long counter) {
        if (!saysSomething && defect != null) {
            return defect;
        }
        if (!saysSomething && packetId == null && firmware == null) {
            return new Decoded.Malformed(RejectReason.NO_DATA, "no objects");
        }
        Map<String, Integer> occurrences = new HashMap<>();
        items.forEach(item -> occurrences.merge(item.property.name(), 1, Integer::sum));
        Map<String, Integer> indexes = new HashMap<>();
        List<Reading> readings = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Item item : items) {
            String name = item.property.name();
            int index = indexes.merge(name, 1, Integer::sum);
            Property property = occurrences.getOrDefault(name, 1) > 1 ? item.property.numbered(index) : item.property;
            if (item.value != null) {
                readings.add(new Reading(property, item.value));
            } else if (item.eventType != null) {
                events.add(new Event(property, item.eventType, item.attributes));
            }
        }
        DeviceModel told = new DeviceModel(model.manufacturer(), model.model(), firmware);
        return new Decoded.Readings(told, readings, events, counter, packetId);
    }
}
