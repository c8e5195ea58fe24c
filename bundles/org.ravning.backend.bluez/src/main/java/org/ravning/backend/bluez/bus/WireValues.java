// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ravning.api.Bytes;

/**
 * Reads values of any D-Bus type into the plain Java of {@link Values}. In one thing it knows more than that: an empty array
 * of bytes is {@code Bytes}, an empty dictionary a {@code Map}.
 */
final class WireValues {
    /** As the D-Bus Specification has it for arrays and structures together. */
    private static final int DEEPEST = 64;

    private static final Object[] NONE = {};

    private final Cursor cursor;
    private String lastSignature = "";
    private int[] lastTypes = {};

    WireValues(Cursor cursor) {
        this.cursor = cursor;
    }

    /** Reads what a signature describes, from where the cursor is. */
    Object[] read(String signature) throws MalformedMessageException {
        if (signature.isEmpty()) {
            return NONE;
        }
        int[] types = types(signature);
        Object[] read = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            read[i] = value(signature, types[i], 0);
        }
        return read;
    }

    /** Returns where each of the types begins; a signature is mostly the same as the last. */
    private int[] types(String signature) throws MalformedMessageException {
        if (!signature.equals(lastSignature)) {
            List<Integer> begins = new ArrayList<>(4);
            for (int type = 0; type < signature.length(); type = Signatures.next(signature, type)) {
                begins.add(type); // what is within is checked as well
            }
            lastTypes = begins.stream().mapToInt(Integer::intValue).toArray();
            lastSignature = signature;
        }
        return lastTypes;
    }

    private Object value(String signature, int type, int depth) throws MalformedMessageException {
        if (depth > DEEPEST) {
            throw new MalformedMessageException("nested too deeply");
        }
        return switch (signature.charAt(type)) {
            case 'y' -> cursor.u8();
            case 'b' -> cursor.i32() != 0;
            case 'n' -> (int) (short) cursor.u16();
            case 'q' -> cursor.u16();
            case 'i', 'h' -> cursor.i32();
            case 'u' -> number(cursor.u32());
            case 'x', 't' -> number(cursor.i64());
            case 'd' -> Double.longBitsToDouble(cursor.i64());
            case 's', 'o' -> cursor.string();
            case 'g' -> cursor.signature();
            case 'v' -> variant(depth);
            case 'a' -> array(signature, type + 1, depth + 1);
            case '(' -> struct(signature, type, depth + 1);
            default -> throw new MalformedMessageException("no type: " + (int) signature.charAt(type));
        };
    }

    private static Object number(long value) {
        return value == (int) value ? (Object) (int) value : (Object) value;
    }

    private Object variant(int depth) throws MalformedMessageException {
        String signature = cursor.signature();
        if (signature.isEmpty() || Signatures.next(signature, 0) != signature.length()) {
            throw new MalformedMessageException("a variant of not one type");
        }
        return value(signature, 0, depth + 1);
    }

    private Object struct(String signature, int type, int depth) throws MalformedMessageException {
        cursor.align(8);
        List<Object> fields = new ArrayList<>(4);
        int field = type + 1;
        while (signature.charAt(field) != ')') {
            fields.add(value(signature, field, depth));
            field = Signatures.next(signature, field);
        }
        return fields;
    }

    private Object array(String signature, int element, int depth) throws MalformedMessageException {
        int length = cursor.i32();
        cursor.align(Signatures.alignment(signature.charAt(element)));
        cursor.length(length);
        int end = cursor.position() + length;
        Object read = switch (signature.charAt(element)) {
            case 'y' -> Bytes.of(cursor.array(), cursor.take(length), length);
            case '{' -> dictionary(signature, element, end, depth);
            default -> list(signature, element, end, depth);
        };
        if (cursor.position() != end) {
            throw new MalformedMessageException("an array of another length than it says");
        }
        return read;
    }

    private List<Object> list(String signature, int element, int end, int depth) throws MalformedMessageException {
        if (cursor.position() == end) {
            return List.of();
        }
        List<Object> values = new ArrayList<>();
        while (cursor.position() < end) {
            values.add(value(signature, element, depth));
        }
        return values;
    }

    private Map<Object, Object> dictionary(String signature, int entry, int end, int depth)
            throws MalformedMessageException {
        int valueType = Signatures.next(signature, entry + 1);
        Map<Object, Object> values = Map.of(); // most have one entry, which needs no table
        while (cursor.position() < end) {
            cursor.align(8);
            Object key = value(signature, entry + 1, depth);
            Object value = value(signature, valueType, depth);
            if (values.isEmpty()) {
                values = Map.of(key, value);
                continue;
            }
            if (!(values instanceof LinkedHashMap)) {
                values = new LinkedHashMap<>(values);
            }
            values.put(key, value);
        }
        return values;
    }
}
