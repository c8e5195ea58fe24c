// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a frame says, in the order of the payload; not for use by several threads at once. What no device can
 * measure ({@link ValueLimits}) becomes "not available", or makes the whole frame invalid.
 */
public final class ReadingsBuilder {
    private final List<Reading> readings = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private @Nullable Long counter;
    private @Nullable Integer packetId;
    private @Nullable ThingId identity;
    private @Nullable String impossible;
    private boolean allOrNothing;

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
        Optional<String> why = ValueLimits.reject(property, value);
        if (why.isPresent()) {
            impossible = why.get();
        }
        readings.add(new Reading(property, why.isPresent() ? null : value));
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

    /** Makes the whole frame invalid if one value is impossible: for layouts that have no other sign that they are meant. */
    public ReadingsBuilder allOrNothing() {
        allOrNothing = true;
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

    /**
     * Returns what was collected; a frame that says nothing is {@link RejectReason#NO_DATA}, one that says nothing but the
     * impossible {@link RejectReason#INVALID_VALUE}.
     */
    public Decoded build(DeviceModel model) {
        if (impossible != null && (allOrNothing || tellsNothing())) {
            return new Decoded.Malformed(RejectReason.INVALID_VALUE, impossible);
        }
        return isEmpty()
                ? new Decoded.Malformed(RejectReason.NO_DATA, "no value")
                : new Decoded.Readings(model, readings, events, counter, packetId, identity);
    }

    private boolean tellsNothing() {
        return events.isEmpty() && readings.stream().allMatch(reading -> reading.value() == null);
    }
}
