// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

/**
 * A place in a message, and the reading of basic types there (D-Bus Specification, section "Marshaling"). Never reads past
 * the end of the message. Not for use by several threads at once.
 */
final class Cursor {
    private final Words words;
    private byte[] bytes = {};
    private int start;
    private int at;
    private int end;
    private boolean bigEndian;

    Cursor(Words words) {
        this.words = words;
    }

    /** Goes to the start of a message, which is aligned. */
    void reset(byte[] message, int from, int to, boolean isBigEndian) {
        bytes = message;
        start = from;
        at = from;
        end = to;
        bigEndian = isBigEndian;
    }

    int position() {
        return at - start;
    }

    /** Goes to a place, counted from the start of the message. */
    void position(int place) throws MalformedMessageException {
        if (place < 0 || place > end - start) {
            throw new MalformedMessageException("it ends before byte " + place);
        }
        at = start + place;
    }

    /** Goes on to the next multiple, 1, 2, 4 or 8. */
    void align(int multiple) throws MalformedMessageException {
        need(-position() & multiple - 1, true);
    }

    int u8() throws MalformedMessageException {
        return bytes[need(1, true)] & 0xFF;
    }

    int u16() throws MalformedMessageException {
        align(2);
        int from = need(2, true);
        int first = bytes[from] & 0xFF;
        int second = bytes[from + 1] & 0xFF;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    int i32() throws MalformedMessageException {
        align(4);
        int from = need(4, true);
        int value = bytes[from] & 0xFF
                | (bytes[from + 1] & 0xFF) << 8
                | (bytes[from + 2] & 0xFF) << 16
                | bytes[from + 3] << 24;
        return bigEndian ? Integer.reverseBytes(value) : value;
    }

    long u32() throws MalformedMessageException {
        return i32() & 0xFFFF_FFFFL;
    }

    long i64() throws MalformedMessageException {
        align(8);
        long first = u32();
        long second = u32();
        return bigEndian ? first << 32 | second : second << 32 | first;
    }

    /** Reads a string or an object path. */
    String string() throws MalformedMessageException {
        return text(length(i32()));
    }

    /** Reads a signature. */
    String signature() throws MalformedMessageException {
        return text(u8());
    }

    /** Takes the next bytes, and returns where they begin in {@link #array()}. */
    int take(int count) throws MalformedMessageException {
        return need(count, true);
    }

    byte[] array() {
        return bytes;
    }

    /** Returns a length if there is as much; what follows is not taken. */
    int length(int length) throws MalformedMessageException {
        need(length, false);
        return length;
    }

    private String text(int length) throws MalformedMessageException {
        int from = need(length, true);
        if (u8() != 0) {
            throw new MalformedMessageException("a text without its end");
        }
        return words.text(bytes, from, length);
    }

    private int need(int count, boolean take) throws MalformedMessageException {
        int from = at;
        if (count < 0 || count > end - from) {
            throw new MalformedMessageException("it ends within a value");
        }
        if (take) {
            at = from + count;
        }
        return from;
    }
}
