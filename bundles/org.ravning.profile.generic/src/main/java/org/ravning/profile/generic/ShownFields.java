// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.ravning.api.Bytes;
import org.ravning.codec.PrintableText;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedField;
import org.ravning.codec.gatt.DecodedValue;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/** A characteristic of several fields: each is a property; the whole is written as bytes. */
final class ShownFields implements Shown {
    /** How many fields are told of one value; a list in it may be long. */
    private static final int MAXIMUM = 24;

    private static final int TEXT_LENGTH = 128;

    private final UUID characteristic;
    private final String name;
    private final String label;
    private final Access[] access;
    private final ShownBytes whole;

    ShownFields(UUID characteristic, String name, String label, Access... access) {
        this.characteristic = characteristic;
        this.name = name;
        this.label = label;
        List<Access> told = new ArrayList<>(List.of(access));
        told.remove(Access.SETTABLE);
        this.access = told.toArray(new Access[0]);
        this.whole = new ShownBytes(name + "_raw", label + ", raw", Access.SETTABLE);
    }

    @Override
    public List<Property> announced() {
        return List.of();
    }

    @Override
    public Property settable() {
        return whole.settable();
    }

    @Override
    public Decoded decode(Bytes value) {
        DecodedValue decoded = CharacteristicCodec.decode(characteristic, value).orElse(null);
        if (decoded == null) {
            return Decoded.Malformed.invalid(name + ": too short: " + value);
        }
        List<Reading> readings = new ArrayList<>();
        for (DecodedField field : decoded.fields()) {
            if (readings.size() < MAXIMUM && field.value() != null) {
                readings.add(reading(field));
            }
        }
        return Decoded.Readings.of(MODEL, readings);
    }

    private Reading reading(DecodedField field) {
        String fieldName = Names.of(name, field.name());
        String fieldLabel = ShownNumber.label(label + ", " + field.name().replace('_', ' '), field.unit());
        if (field.value() instanceof Boolean flag) {
            return new Reading(
                    new Property(
                            fieldName, fieldLabel, PropertyType.BOOLEAN, null, Set.of(access), null, Category.PRIMARY),
                    Value.of(flag.booleanValue()));
        }
        return field.number()
                .map(number -> new Reading(
                        Property.number(fieldName, fieldLabel, ShownNumber.unit(field.unit()), null)
                                .with(access),
                        Value.of(number)))
                .orElseGet(() -> new Reading(
                        Property.text(fieldName, fieldLabel).with(access),
                        Value.of(PrintableText.of(field.text(), TEXT_LENGTH))));
    }

    @Override
    public Bytes encode(Value value) {
        return whole.encode(value);
    }
}
