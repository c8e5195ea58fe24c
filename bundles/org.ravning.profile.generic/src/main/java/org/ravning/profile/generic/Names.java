// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.codec.UuidNames;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.NumberForm;

/** What properties are called; never by what the device says. */
final class Names {
    private static final int UUID_DIGITS = 8;
    private static final int LENGTH = 56;

    private Names() {}

    /** Returns a name for the characteristic: what its one value is called, or its own. */
    static String of(UUID characteristic) {
        Optional<NumberForm> number = CharacteristicCodec.number(characteristic);
        if (number.isPresent()) {
            String field = number.get().field();
            return field.equals("battery_level") ? "battery" : field;
        }
        return CharacteristicCodec.text(characteristic)
                .orElseGet(() -> UuidNames.name(characteristic)
                        .map(Names::snake)
                        .orElseGet(() -> "char_" + shortened(BleUuid.shortText(characteristic))));
    }

    /** Returns a name for one of several fields of a characteristic. */
    static String of(String characteristic, String field) {
        String name = characteristic.startsWith(field) ? characteristic : characteristic + "_" + field;
        return name.length() > LENGTH ? name.substring(0, LENGTH) : name;
    }

    private static String shortened(String uuid) {
        return uuid.length() > UUID_DIGITS ? uuid.substring(0, UUID_DIGITS) : uuid;
    }

    private static String snake(String title) {
        String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
        String trimmed = name.replaceAll("^[_0-9]+|_+$", "");
        return trimmed.length() > LENGTH / 2 ? trimmed.substring(0, LENGTH / 2) : trimmed;
    }
}
