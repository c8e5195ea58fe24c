// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

/** Reads a signal from the bytes of its message. Not for use by several threads at once. */
final class SignalDecoder {
    /** Header fields (D-Bus Specification, section "Header Fields"). */
    private static final int PATH = 1;

    private static final int INTERFACE = 2;
    private static final int MEMBER = 3;
    private static final int SENDER = 7;
    private static final int SIGNATURE = 8;

    private static final int FIELDS_AT = 16;

    private final Cursor cursor = new Cursor(new Words());
    private final Headers headers = new Headers();
    private final WireValues values = new WireValues(cursor);

    /**
     * Reads the message in these bytes, which is whole.
     *
     * @param fields how long the header fields are
     */
    BusSignal read(byte[] bytes, int from, int to, int fields, boolean bigEndian) throws MalformedMessageException {
        cursor.reset(bytes, from, to, bigEndian);
        cursor.position(8);
        long serial = cursor.u32();
        cursor.position(FIELDS_AT);
        int begin = from + FIELDS_AT;
        int end = begin + fields;
        Headers.Fields header = headers.known(bytes, begin, end, bigEndian);
        if (header == null) {
            header = fields(fields);
            headers.remember(bytes, begin, end, bigEndian, header);
        } else {
            cursor.position(FIELDS_AT + fields);
        }
        cursor.align(8);
        // dbus-java's own daemon forgets the values of some signals, but not their signature.
        boolean isEmpty = cursor.position() == to - from;
        Object[] carried = values.read(isEmpty ? "" : header.signature());
        return new BusSignal(header.sender(), header.path(), header.iface(), header.member(), carried, serial);
    }

    private Headers.Fields fields(int length) throws MalformedMessageException {
        String path = "";
        String iface = "";
        String member = "";
        String sender = "";
        String signature = "";
        while (cursor.position() < FIELDS_AT + length) {
            cursor.align(8);
            int field = cursor.u8();
            String type = cursor.signature();
            if (type.equals("s") || type.equals("o")) {
                String text = cursor.string();
                switch (field) {
                    case PATH -> path = text;
                    case INTERFACE -> iface = text;
                    case MEMBER -> member = text;
                    case SENDER -> sender = text;
                    default -> {} // such as the destination
                }
            } else if (type.equals("g")) {
                String text = cursor.signature();
                signature = field == SIGNATURE ? text : signature;
            } else if (type.equals("u")) {
                cursor.i32();
            } else {
                throw new MalformedMessageException("a header field of type " + type);
            }
        }
        return new Headers.Fields(sender, path, iface, member, signature);
    }
}
