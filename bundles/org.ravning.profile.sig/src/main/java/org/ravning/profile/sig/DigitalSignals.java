// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/** A Digital characteristic (GSS, Digital): two bits for each signal, the first in the lowest bits of the first byte. */
final class DigitalSignals {
    private static final int INACTIVE = 0;
    private static final int ACTIVE = 1;
    private static final int MASK = 3;

    private final Characteristic characteristic;
    private final List<Property> properties;
    private final DeviceModel model;

    DigitalSignals(Characteristic characteristic, List<Property> properties, DeviceModel model) {
        this.characteristic = characteristic;
        this.properties = List.copyOf(properties);
        this.model = model;
    }

    // The other two states, tri-state and unknown, are neither on nor off.
    Decoded decode(Bytes value) {
        if (value.length() < bytesNeeded()) {
            return Decoded.Malformed.invalid(
                    "digital value of " + value.length() + " bytes for " + properties.size() + " signals");
        }
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            int state = value.u8(i / 4) >> shift(i) & MASK;
            boolean told = state == ACTIVE || state == INACTIVE;
            readings.add(new Reading(properties.get(i), told ? Value.of(state == ACTIVE) : null));
        }
        return Decoded.Readings.of(model, readings);
    }

    List<GattPlan.Sink> sinks() {
        List<GattPlan.Sink> sinks = new ArrayList<>();
        for (int i = 0; i < properties.size(); i++) {
            int index = i;
            sinks.add(new GattPlan.Sink(properties.get(i), (value, current) -> write(index, value, current)));
        }
        return sinks;
    }

    private GattPlan.Write write(int index, Value value, Bytes current) {
        byte[] bytes = Arrays.copyOf(current.toArray(), Math.max(current.length(), bytesNeeded()));
        int state = value.equals(Value.of(true)) ? ACTIVE : INACTIVE;
        bytes[index / 4] = (byte) (bytes[index / 4] & ~(MASK << shift(index)) | state << shift(index));
        return new GattPlan.Write(characteristic, Bytes.of(bytes), WriteMode.AUTO);
    }

    private int bytesNeeded() {
        return (properties.size() + 3) / 4;
    }

    private static int shift(int index) {
        return 2 * (index % 4);
    }
}
