// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ravning.profile.declarative.decode.Checksum.Method;
import org.ravning.profile.declarative.decode.Checksum.Method.Kind;

/** The check values by name, as the catalogue of parametrised CRC algorithms (reveng.sourceforge.io) calls them. */
final class ChecksumMethods {
    private static final Map<String, Method> BY_NAME = new TreeMap<>(Map.of(
            "sum8", new Method(Kind.SUM, 8, 0, 0, false, 0),
            "sum16", new Method(Kind.SUM, 16, 0, 0, false, 0),
            "xor8", new Method(Kind.XOR, 8, 0, 0, false, 0),
            "crc8", new Method(Kind.CRC, 8, 0x07, 0, false, 0),
            "crc8-maxim", new Method(Kind.CRC, 8, 0x31, 0, true, 0),
            "crc16-modbus", new Method(Kind.CRC, 16, 0x8005, 0xFFFF, true, 0),
            "crc16-ccitt-false", new Method(Kind.CRC, 16, 0x1021, 0xFFFF, false, 0),
            "crc16-aug-ccitt", new Method(Kind.CRC, 16, 0x1021, 0x1D0F, false, 0),
            "crc16-xmodem", new Method(Kind.CRC, 16, 0x1021, 0, false, 0)));

    private ChecksumMethods() {}

    static Method of(String name) {
        Method method = BY_NAME.get(name.toLowerCase(Locale.ROOT));
        if (method == null) {
            throw new IllegalArgumentException("there are " + String.join(", ", BY_NAME.keySet()));
        }
        return method;
    }
}
