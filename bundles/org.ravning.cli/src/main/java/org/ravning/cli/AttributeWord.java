// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Attribute;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.GattDatabase;

/** What a user means by CHAR: a UUID in any of the three lengths, or a handle {@code #NN} (also {@code #0xNN}). */
record AttributeWord(String text, @Nullable UUID uuid, int handle) {
    private static final int NO_HANDLE = -1;

    /** Reads the word; throws {@link IllegalArgumentException} that says what is expected. */
    static AttributeWord parse(String text) {
        if (!text.startsWith("#")) {
            return new AttributeWord(text, BleUuid.parse(text), NO_HANDLE);
        }
        try {
            int handle = Integer.decode(text.substring(1));
            if (handle >= 1 && handle <= 0xFFFF) {
                return new AttributeWord(text, null, handle);
            }
        } catch (NumberFormatException e) {
            // Falls through to the message that says what a handle is.
        }
        throw new IllegalArgumentException("not a handle: \"" + text + "\"; expected #1 to #65535");
    }

    /** Returns the characteristic or descriptor that is meant. */
    Attribute in(GattDatabase database) {
        if (handle != NO_HANDLE) {
            return database.attribute(handle)
                    .orElseThrow(() -> new CommandFailure("the device has no attribute with handle " + text + known()));
        }
        List<Characteristic> matches = database.characteristics().stream()
                .filter(c -> c.uuid().equals(uuid))
                .collect(Collectors.toList());
        if (matches.isEmpty()) {
            throw new CommandFailure("the device has no characteristic " + text + known());
        }
        if (matches.size() > 1) {
            throw new CommandFailure("the device has " + matches.size() + " characteristics " + text
                    + "; say which by its handle: "
                    + matches.stream().map(c -> "#" + c.handle()).collect(Collectors.joining(", ")));
        }
        return matches.get(0);
    }

    /** Returns the characteristic that is meant. */
    Characteristic characteristicIn(GattDatabase database) {
        if (in(database) instanceof Characteristic characteristic) {
            return characteristic;
        }
        throw new CommandFailure(text + " is a descriptor; a characteristic is needed");
    }

    private static String known() {
        return "; see: ravning services";
    }
}
