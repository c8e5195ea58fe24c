// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.ravning.api.Bytes;

/** Writes a btsnoop file, record by record. */
final class Btsnoop {
    /** The year 2000 in microseconds since the year 0, as in the description of the format. */
    static final long Y2K = 0x00E0_3AB4_4A67_6000L;

    static final int H1 = 1001;
    static final int H4 = 1002;
    static final int MONITOR = 2001;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    Btsnoop(int datalink) throws IOException {
        out.write("btsnoop\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        out.writeInt(1);
        out.writeInt(datalink);
    }

    Btsnoop record(int flags, long micros, String hex) throws IOException {
        return record(Bytes.ofHex(hex).length(), flags, micros, hex);
    }

    /** Adds a record of a packet that had that length before it was captured. */
    Btsnoop record(int original, int flags, long micros, String hex) throws IOException {
        byte[] packet = Bytes.ofHex(hex).toArray();
        out.writeInt(original);
        out.writeInt(packet.length);
        out.writeInt(flags);
        out.writeInt(0);
        out.writeLong(Y2K + micros);
        out.write(packet);
        return this;
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }

    InputStream stream() {
        return new ByteArrayInputStream(toArray());
    }
}
