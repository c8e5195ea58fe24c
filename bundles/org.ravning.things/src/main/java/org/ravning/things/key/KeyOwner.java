// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.key;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.ThingId;

/**
 * Whose key it is: a device by its lasting address, or by a label that the user made up where that is not known.
 *
 * @param address the lasting address, if it is known
 * @param label the label, else
 */
public record KeyOwner(@Nullable DeviceId address, @Nullable String label) {
    private static final Pattern LABEL = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final String PREFIX = "private-";

    /**
     * Reads an owner as the file writes it.
     *
     * @throws IllegalArgumentException if there cannot be a key of that kind for such an owner
     */
    static KeyOwner parse(String text, KeyKind kind) {
        try {
            return new KeyOwner(DeviceId.parse(text), null);
        } catch (IllegalArgumentException notAnAddress) {
            String label = text.toLowerCase(Locale.ROOT);
            if (kind != KeyKind.IRK || !LABEL.matcher(label).matches()) {
                // It is not quoted, nor is the cause: who mixes both up has written a key here.
                throw new IllegalArgumentException("a key belongs to an address, such as A4:C1:38:00:00:01"
                        + (kind == KeyKind.IRK ? ", or a name of a-z, 0-9 and -" : ""));
            }
            return new KeyOwner(null, label);
        }
    }

    /** Returns the label of the thing of that id, or null if it is none that a label names. */
    public static @Nullable String label(ThingId id) {
        return id.value().startsWith(PREFIX) ? id.value().substring(PREFIX.length()) : null;
    }

    /** Returns what the thing is called for programs, whichever address it is heard at. */
    public ThingId id() {
        return new ThingId(address != null ? address.compact() : PREFIX + label);
    }

    /** Returns the owner as the file writes it. */
    public String text() {
        return address != null ? address.text() : String.valueOf(label);
    }

    @Override
    public String toString() {
        return text();
    }
}
