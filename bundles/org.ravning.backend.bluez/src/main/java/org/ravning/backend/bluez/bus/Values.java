// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.ravning.api.Bytes;

/**
 * D-Bus values as plain Java: no variants, no wrapper types of a library.
 *
 * <p>Strings and object paths become {@code String}, booleans {@code Boolean}, integers of up to 32 bits {@code Integer}
 * ({@code Long} where they do not fit), arrays of bytes {@code Bytes}, other arrays {@code List}, dictionaries
 * {@code Map}, structures {@code List}.
 */
public final class Values {
    private Values() {}

    /** Converts each value. */
    public static Object[] plain(Object[] values) {
        Object[] plain = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            plain[i] = plain(values[i]);
        }
        return plain;
    }

    /** Converts one value. */
    public static Object plain(Object value) {
        if (value instanceof Variant<?> variant) {
            return "ay".equals(variant.getSig()) ? bytes(variant.getValue()) : plain(variant.getValue());
        }
        if (value instanceof DBusPath path) {
            return path.getPath();
        }
        if (value instanceof byte[] bytes) {
            return Bytes.of(bytes);
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>(map.size() * 2);
            map.forEach((k, v) -> plain.put(plain(k), plain(v)));
            return plain;
        }
        if (value instanceof List<?> list) {
            return list(list);
        }
        return value instanceof Object[] struct ? List.of(plain(struct)) : value;
    }

    private static Object list(List<?> list) {
        if (!list.isEmpty() && list.get(0) instanceof Byte) {
            return bytes(list);
        }
        List<Object> plain = new ArrayList<>(list.size());
        list.forEach(v -> plain.add(plain(v)));
        return plain;
    }

    private static Object number(Number number) {
        if (number instanceof Byte b) {
            return b & 0xFF;
        }
        if (number instanceof Short || number instanceof Integer || number instanceof UInt16) {
            return number.intValue();
        }
        if (number instanceof UInt32 || number instanceof Long) {
            long value = number.longValue();
            return value == (int) value ? (Object) (int) value : (Object) value;
        }
        return number;
    }

    private static Object bytes(Object value) {
        if (value instanceof byte[] array) {
            return Bytes.of(array);
        }
        List<?> list = (List<?>) value;
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (Byte) list.get(i);
        }
        return Bytes.of(bytes);
    }
}
