// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.util.Set;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.TextFormat;
import org.ravning.profile.api.Value;

/** A characteristic that nobody knows: bytes in hexadecimal. */
final class ShownBytes extends ShownValue {
    /** The longest value of an attribute (Core Specification, Vol 3, Part F, 3.2.9). */
    private static final int LONGEST = 512;

    ShownBytes(String name, String label, Access... access) {
        super(new Property(
                name,
                label,
                new PropertyType.TextType(2 * LONGEST, TextFormat.HEX),
                null,
                Set.of(access),
                null,
                Category.PRIMARY));
    }

    @Override
    public Decoded decode(Bytes value) {
        if (value.length() > LONGEST) {
            return Decoded.Malformed.invalid(name() + ": " + value.length() + " bytes, at most " + LONGEST);
        }
        return told(Value.of(value.hex()));
    }

    @Override
    public Bytes encode(Value value) {
        return Bytes.ofHex(value.toString());
    }
}
