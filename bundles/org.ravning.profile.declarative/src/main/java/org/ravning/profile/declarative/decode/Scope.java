// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.Value;

/** One frame while it is decoded: the bytes, and what was read of them so far. Used by one thread, once. */
public final class Scope {
    private static final int MOST_RESULTS = 256;

    private final @Nullable Advertisement advertisement;
    private final DecodeContext context;
    private final double[] numbers;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private Bytes payload;
    private int cursor;
    private DeviceModel model;
    private @Nullable Long counter;
    private @Nullable Integer packetId;
    private double current = Double.NaN;

    Scope(
            @Nullable Advertisement advertisement,
            DecodeContext context,
            Bytes payload,
            DeviceModel model,
            int numberCount) {
        this.advertisement = advertisement;
        this.context = context;
        this.payload = payload;
        this.model = model;
        this.numbers = new double[numberCount];
        Arrays.fill(numbers, Double.NaN);
    }

    /** Returns the bytes that fields are read from now. */
    public Bytes payload() {
        return payload;
    }

    /** Returns a number read before, NaN if it was not. */
    public double number(int slot) {
        return numbers[slot];
    }

    /** Returns the raw number of the field that is being calculated. */
    public double current() {
        return current;
    }

    @Nullable
    Advertisement advertisement() {
        return advertisement;
    }

    DecodeContext context() {
        return context;
    }

    void payload(Bytes other) {
        payload = other;
        cursor = 0;
    }

    /** Returns the offset behind what was read last. */
    int cursor() {
        return cursor;
    }

    void cursor(int offset) {
        cursor = offset;
    }

    void current(double raw) {
        current = raw;
    }

    void number(int slot, double number) {
        numbers[slot] = number;
    }

    void model(DeviceModel told) {
        model = told;
    }

    DeviceModel model() {
        return model;
    }

    void counter(long told) {
        counter = told;
    }

    void packetId(int told) {
        packetId = told;
    }

    void add(Property property, @Nullable Value value) {
        checkRoom();
        readings.add(new Reading(property, value));
    }

    void add(Event event) {
        checkRoom();
        events.add(event);
    }

    private void checkRoom() {
        if (readings.size() + events.size() >= MOST_RESULTS) {
            throw new Rejection(RejectReason.INVALID, "more than " + MOST_RESULTS + " values");
        }
    }

    /** Runs steps in order. */
    void run(List<Step> steps) {
        for (Step step : steps) {
            step.run(this);
        }
    }

    Decoded result(boolean numbered) {
        if (readings.isEmpty() && events.isEmpty() && packetId == null) {
            return new Decoded.Malformed(RejectReason.NO_DATA, "no values");
        }
        List<Reading> told = numbered ? numbered() : readings;
        return new Decoded.Readings(model, told, events, counter, packetId);
    }

    // Several of one kind are told apart by their order in the payload.
    private List<Reading> numbered() {
        Map<String, Integer> counts = new HashMap<>();
        readings.forEach(reading -> counts.merge(reading.property().name(), 1, Integer::sum));
        Map<String, Integer> indexes = new HashMap<>();
        List<Reading> told = new ArrayList<>();
        for (Reading reading : readings) {
            String name = reading.property().name();
            boolean several = counts.getOrDefault(name, 1) > 1;
            int index = indexes.merge(name, 1, Integer::sum);
            told.add(several ? new Reading(reading.property().numbered(index), reading.value()) : reading);
        }
        return told;
    }
}
