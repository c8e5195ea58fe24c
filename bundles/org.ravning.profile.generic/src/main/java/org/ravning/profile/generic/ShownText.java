// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.util.Set;
import org.ravning.api.Bytes;
import org.ravning.codec.PrintableText;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Value;

/** A characteristic that is a text. */
final class ShownText extends ShownValue {
    private static final int LENGTH = 248;

    ShownText(String name, String label, Access... access) {
        super(new Property(
                name, label, new PropertyType.TextType(LENGTH), null, Set.of(access), null, Category.PRIMARY));
    }

    @Override
    public Decoded decode(Bytes value) {
        String text = value.utf8();
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == 0) {
            end--;
        }
        return told(Value.of(PrintableText.of(text.substring(0, end), LENGTH)));
    }

    @Override
    public Bytes encode(Value value) {
        return Bytes.ofUtf8(value.toString());
    }
}
