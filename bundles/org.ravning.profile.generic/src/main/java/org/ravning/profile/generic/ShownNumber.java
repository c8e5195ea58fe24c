// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedField;
import org.ravning.codec.gatt.DecodedValue;
import org.ravning.codec.gatt.NumberForm;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

/** A characteristic that is one number. */
final class ShownNumber extends ShownValue {
    private final UUID characteristic;
    private final NumberForm form;

    ShownNumber(UUID characteristic, String name, String label, NumberForm form, Access... access) {
        super(new Property(
                name,
                label(label, form.unit()),
                new PropertyType.NumberType(form.least(), form.greatest(), form.factor()),
                unit(form.unit()),
                Set.of(access),
                null,
                Category.PRIMARY));
        this.characteristic = characteristic;
        this.form = form;
    }

    static @Nullable Unit unit(@Nullable String symbol) {
        return symbol == null ? null : Unit.ofSymbol(symbol).orElse(null);
    }

    /** Returns the label with a unit that is not among ours, so that it is told nevertheless. */
    static String label(String label, @Nullable String symbol) {
        return symbol == null || unit(symbol) != null ? label : label + " (" + symbol + ")";
    }

    @Override
    public Decoded decode(Bytes value) {
        DecodedValue decoded = CharacteristicCodec.decode(characteristic, value).orElse(null);
        if (decoded == null) {
            return Decoded.Malformed.invalid(name() + ": too short: " + value);
        }
        return told(decoded.field(form.field())
                .flatMap(DecodedField::number)
                .map(Value::of)
                .orElse(null));
    }

    @Override
    public Bytes encode(Value value) {
        return form.encode(((Value.Numeric) value).value());
    }
}
