// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects what a frame says, in the order of the payload; not for use by several threads at once. */
public final class ReadingsBuilder {
    private final List<Reading> readings = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable Long counter;
    private @Nullable Integer packetId;
    private @Nullable ThingId identity;

    /** Creates a builder that holds nothing. */
    public ReadingsBuilder() {}

    /** Adds a number. */
    public ReadingsBuilder add(Property property, BigDecimal number) {
        return add(property, Value.of(number));
    }

    /** Adds a whole number. */
    public ReadingsBuilder add(Property property, long number) {
        return add(property, Value.of(number));
    }

    /** Adds a truth value. */
    public ReadingsBuilder add(Property property, boolean truth) {
        return add(property, Value.of(truth));
    }

    /** Adds a text. */
    public ReadingsBuilder add(Property property, String text) {
        return add(property, Value.of(text));
    }

    /** Adds a value; null means "not available", as the device says. */
    public ReadingsBuilder add(Property property, @Nullable Value value) {
        readings.add(new Reading(property, value));
        return this;
    }

    /** Adds a value that the device itself calls an estimate, or not settled yet. */
    public ReadingsBuilder addUncertain(Property property, Value value) {
        readings.add(new Reading(property, value, Quality.UNCERTAIN));
        return this;
    }

    /** Adds an event without attributes. */
    public ReadingsBuilder addEvent(Property property, String type) {
        events.add(Event.of(property, type));
        return this;
    }

    /** Adds an event. */
    public ReadingsBuilder addEvent(Property property, String type, Map<String, Value> attributes) {
        events.add(new Event(property, type, attributes));
        return this;
    }

    /** Sets the encryption counter. */
    public ReadingsBuilder counter(long value) {
        counter = value;
        return this;
    }

    /** Sets the packet number. */
    public ReadingsBuilder packetId(int value) {
        packetId = value;
        return this;
    }

    /** Sets who sent it, if the frame names its sender for good. */
    public ReadingsBuilder identity(ThingId value) {
        identity = value;
        return this;
    }

    /** Says whether there is neither a reading nor an event. */
    public boolean isEmpty() {
        return readings.isEmpty() && events.isEmpty();
    }

    /** Returns what was collected; a frame that says nothing is {@link RejectReason#NO_DATA}. */
    public Decoded build(DeviceModel model) {
        return isEmpty()
                ? new Decoded.Malformed(RejectReason.NO_DATA, "no value")
                : new Decoded.Readings(model, readings, events, counter, packetId, identity);
    }
}
