// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ravning.api.Bytes;

/**
 * Reads the values of characteristics that the Bluetooth SIG defines (GATT Specification Supplement), and a few of
 * makers.
 */
public final class CharacteristicCodec {
    private static final Map<UUID, Layout> LAYOUTS = new HashMap<>();
    private static final Map<UUID, NumberForm> NUMBERS = new HashMap<>();

    static {
        ScalarLayouts.addTo(LAYOUTS, NUMBERS);
        TextLayouts.addTo(LAYOUTS);
        DeviceLayouts.addTo(LAYOUTS);
        HealthLayouts.addTo(LAYOUTS);
        BodyLayouts.addTo(LAYOUTS);
        FitnessLayouts.addTo(LAYOUTS);
        AirthingsLayouts.addTo(LAYOUTS);
    }

    private CharacteristicCodec() {}

    /**
     * Reads a value.
     *
     * @return its fields; nothing if this codec does not know the characteristic, or if the value is too short to be one
     */
    public static Optional<DecodedValue> decode(UUID characteristic, Bytes value) {
        Layout layout = LAYOUTS.get(characteristic);
        if (layout == null) {
            return Optional.empty();
        }
        FieldReader reader = new FieldReader(value);
        try {
            layout.read(reader);
        } catch (FieldReader.TooShort e) {
            return Optional.empty();
        }
        List<DecodedField> fields = reader.fields();
        return fields.isEmpty() ? Optional.empty() : Optional.of(new DecodedValue(fields));
    }

    /** Returns how the characteristic's value is sent, if it is one number. */
    public static Optional<NumberForm> number(UUID characteristic) {
        return Optional.ofNullable(NUMBERS.get(characteristic));
    }

    /** Returns what the characteristic's value is called, if it is one text, in UTF-8. */
    public static Optional<String> text(UUID characteristic) {
        return TextLayouts.name(characteristic);
    }

    /** Says whether this codec knows the characteristic. */
    public static boolean knows(UUID characteristic) {
        return LAYOUTS.containsKey(characteristic);
    }
}
