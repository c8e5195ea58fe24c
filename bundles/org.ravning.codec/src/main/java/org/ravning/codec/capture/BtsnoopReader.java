// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;

/**
 * Reads the advertisements out of a btsnoop file: what Android keeps for bug reports (datalink types 1001 and 1002) and
 * what {@code btmon -w} writes (2001). Format: the Symbian btsnoop file format, which is RFC 1761 with other datalinks;
 * the monitor's record flags are in BlueZ, src/shared/btsnoop.h.
 */
public final class BtsnoopReader implements CaptureReader {
    /** How many bytes of a file are enough to know it by. */
    public static final int HEAD_BYTES = 8;

    private static final byte[] MAGIC = {'b', 't', 's', 'n', 'o', 'o', 'p', 0};
    private static final int VERSION = 1;
    private static final int H1 = 1001;
    private static final int H4 = 1002;
    private static final int MONITOR = 2001;
    private static final int H4_EVENT = 0x04;
    private static final int RECEIVED_EVENT = 0x03;
    private static final int MONITOR_EVENT = 3;
    /** No HCI packet is longer; a record that says so is no record. */
    private static final int MOST_BYTES = 70_000;

    private final DataInputStream in;
    private final Consumer<String> problems;
    private final int datalink;
    private final AdvertisingReports reports;
    private final Queue<CapturedAdvertisement> ready = new ArrayDeque<>();
    private long record;
    private boolean begun;
    private long firstMicros;
    private long offsetMicros;
    private boolean over;

    /**
     * Reads the head of a file. The stream is read in small steps, so it should be a buffered one.
     *
     * @param problems is told, in one line, of each record that cannot be understood
     * @throws IOException if the stream cannot be read or is no btsnoop file that this class knows; the message says why
     */
    public BtsnoopReader(InputStream stream, Consumer<String> problems) throws IOException {
        this.in = new DataInputStream(stream);
        this.problems = problems;
        this.reports = new AdvertisingReports(ready::add, this::complain);
        this.datalink = readHead();
    }

    /** Says whether bytes are those with which a btsnoop file begins. */
    public static boolean isBtsnoop(Bytes beginning) {
        return beginning.startsWith(Bytes.of(MAGIC));
    }

    private int readHead() throws IOException {
        try {
            byte[] magic = new byte[MAGIC.length];
            in.readFully(magic);
            int version = in.readInt();
            int type = in.readInt();
            if (!Arrays.equals(magic, MAGIC)) {
                throw new IOException("not a btsnoop file");
            }
            if (version != VERSION) {
                throw new IOException("a btsnoop file of version " + Integer.toUnsignedString(version) + ", not 1");
            }
            if (type != H1 && type != H4 && type != MONITOR) {
                throw new IOException("a btsnoop file of datalink type " + Integer.toUnsignedString(type)
                        + "; 1001, 1002 and 2001 are understood");
            }
            return type;
        } catch (EOFException e) {
            throw new IOException("not a btsnoop file: it ends before its first record", e);
        }
    }

    @Override
    public @Nullable CapturedAdvertisement next() throws IOException {
        while (ready.isEmpty() && !over) {
            readRecord();
        }
        return ready.poll();
    }

    private void readRecord() throws IOException {
        record++;
        try {
            int first = in.read();
            if (first < 0) {
                over = true;
                return;
            }
            long original = (long) first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedShort();
            long included = in.readInt() & 0xFFFF_FFFFL;
            int flags = in.readInt();
            in.readInt(); // how many were dropped before
            long micros = in.readLong();
            if (included > MOST_BYTES) {
                complain("it says that it has " + included + " bytes; what follows cannot be read");
                over = true;
                return;
            }
            byte[] packet = new byte[(int) included];
            in.readFully(packet);
            take(packet, flags, micros, original > included);
        } catch (EOFException e) {
            complain("the file ends within it");
            over = true;
        }
    }

    private void take(byte[] packet, int flags, long micros, boolean cut) {
        int from = eventAt(packet, flags);
        if (from >= 0 && AdvertisingReports.isAdvertising(packet, from)) {
            if (cut) {
                complain("the packet was cut off when it was captured");
            } else {
                advance(micros);
                String adapter = datalink == MONITOR ? "hci" + (flags >>> 16) : null;
                reports.event(adapter, Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(offsetMicros)), packet, from);
            }
        }
    }

    /** Returns where the HCI event begins in a packet, or -1 if it is none. */
    private int eventAt(byte[] packet, int flags) {
        return switch (datalink) {
            case H1 -> (flags & RECEIVED_EVENT) == RECEIVED_EVENT ? 0 : -1;
            case H4 -> packet.length > 0 && packet[0] == H4_EVENT ? 1 : -1;
            default -> (flags & 0xFFFF) == MONITOR_EVENT ? 0 : -1;
        };
    }

    // A clock that was set, or nonsense, moves nothing: the capture goes on from where it was.
    private void advance(long micros) {
        if (!begun) {
            begun = true;
            firstMicros = micros;
        }
        long since = micros - firstMicros;
        if (since < offsetMicros || since > TimeUnit.SECONDS.toMicros(CaptureFields.LONGEST.getSeconds())) {
            firstMicros = micros - offsetMicros;
        } else {
            offsetMicros = since;
        }
    }

    private void complain(String what) {
        problems.accept("record " + record + ": " + what);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
