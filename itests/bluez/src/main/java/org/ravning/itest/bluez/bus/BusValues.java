// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

import java.util.List;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;

/** Reads values as they come in messages. */
public final class BusValues {
    private BusValues() {}

    /** Returns an array of bytes, which may come as an array, as a list or in a variant. */
    public static Bytes bytes(@Nullable Object value) {
        if (value instanceof byte[] array) {
            return Bytes.of(array);
        } else if (value instanceof List<?> list) {
            byte[] array = new byte[list.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = ((Number) list.get(i)).byteValue();
            }
            return Bytes.of(array);
        } else if (value instanceof Variant<?> variant) {
            return bytes(variant.getValue());
        }
        throw new IllegalArgumentException("not bytes: " + value);
    }
}
