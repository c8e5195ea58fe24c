// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a characteristic's value means.
 *
 * @param fields its parts in the order sent, at least one
 */
public record DecodedValue(List<DecodedField> fields) {
    /** Copies the list. */
    public DecodedValue {
        fields = List.copyOf(fields);
    }

    /** Returns the field of that name. */
    public Optional<DecodedField> field(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    /** Returns the value as people read it: {@code 25.06 °C}, or {@code heart_rate 75 bpm, sensor_contact true}. */
    public String text() {
        return fields.size() == 1
                ? fields.get(0).text()
                : fields.stream().map(f -> f.name() + " " + f.text()).collect(Collectors.joining(", "));
    }
}
