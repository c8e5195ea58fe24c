// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a broker sends, packet by packet, without what Paho cannot take. Whatever Paho's reader throws at a packet would end
 * its receiver, silently or for every connection anew (a retained message); so each packet is read on trial first, and
 * dropped here if that throws. A dropped PUBLISH that wants an answer becomes an empty one on {@link #DROPPED}, so that the
 * broker gets the answer and does not stop sending.
 *
 * <p>Read by one thread; {@link #isRead} is for any.
 */
final class IncomingPackets extends InputStream {
    /** The topic of what was dropped; no message can have it. */
    static final String DROPPED = "#";

    /** The most bytes of a packet; a command has 1 MiB at most. */
    static final int LARGEST = 2 << 20;

    private static final int PUBLISH = 3;
    private static final int MOST_LENGTH_BYTES = 4;
    private static final int HALF_PACKET_SECONDS = 20;
    private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final InputStream from;
    private final Dialect dialect;
    private final Watch watch;
    private @Nullable Thread reader;
    private byte[] packet = new byte[0];
    private int at;
    private volatile long leftAt;
    private volatile boolean away;

    /**
     * One MQTT version as Paho reads it.
     *
     * @param types the kinds of packets that a broker may send, a bit each
     * @param properties whether a PUBLISH has properties
     * @param trial reads a packet and throws what it throws
     */
    record Dialect(int types, boolean properties, Trial trial) {}

    /** Reads a packet on trial. */
    @FunctionalInterface
    interface Trial {
        /** Throws if Paho cannot read it. */
        void read(byte[] packet) throws Exception;
    }

    /** Hears how it goes, on the reading thread. */
    interface Watch {
        /** This thread reads from now on. */
        void readBy(Thread thread);

        /** A packet was dropped. */
        void dropped(String why);
    }

    /** Reads from a broker. */
    IncomingPackets(InputStream from, Dialect dialect, Watch watch) {
        this.from = new BufferedInputStream(from);
        this.dialect = dialect;
        this.watch = watch;
    }

    /** Says whether somebody reads: not, if the reader has been busy with what it read, or dead, for 10 s. */
    boolean isRead(long nanoTime) {
        return !away || nanoTime - leftAt < AWAY_NANOS;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        away = false;
        try {
            if (Thread.currentThread() != reader) {
                reader = Thread.currentThread();
                watch.readBy(reader);
            }
            while (at == packet.length) {
                if (!next()) {
                    return -1;
                }
            }
            int count = Math.min(length, packet.length - at);
            System.arraycopy(packet, at, into, offset, count);
            at += count;
            return count;
        } finally {
            leftAt = System.nanoTime();
            away = true;
        }
    }

    @Override
    public int available() throws IOException {
        return packet.length - at + from.available();
    }

    @Override
    public void close() throws IOException {
        from.close();
    }

    /** Takes in one packet; a time-out before its first byte is the reader's business, a later one is waited out. */
    private boolean next() throws IOException {
        int first = from.read();
        if (first < 0) {
            return false;
        }
        int length = length();
        byte[] body = new byte[Math.min(length, LARGEST)];
        fill(body);
        skip(length - body.length);
        byte[] whole = packet(first, body);
        String why = length > LARGEST ? "a packet of " + length + " bytes" : fault(first, body, whole);
        if (!why.isEmpty()) {
            whole = inPlaceOf(first, body);
            watch.dropped(why);
        }
        packet = whole;
        at = 0;
        return true;
    }

    private int length() throws IOException {
        int length = 0;
        for (int i = 0; i < MOST_LENGTH_BYTES; i++) {
            byte[] one = new byte[1];
            fill(one);
            length |= (one[0] & 0x7F) << (7 * i);
            if (one[0] >= 0) {
                return length;
            }
        }
        throw new IOException("it sends what is not MQTT (the length of a packet)");
    }

    private void fill(byte[] into) throws IOException {
        int have = 0;
        int silentSeconds = 0;
        while (have < into.length) {
            try {
                int count = from.read(into, have, into.length - have);
                if (count < 0) {
                    throw new EOFException();
                }
                have += count;
                silentSeconds = 0;
            } catch (SocketTimeoutException e) { // Paho's sockets wait for a second
                silentSeconds++;
                if (silentSeconds == HALF_PACKET_SECONDS) {
                    throw new IOException("it sent half a packet", e);
                }
            }
        }
    }

    private void skip(int count) throws IOException {
        byte[] some = new byte[8192];
        for (int left = count; left > 0; left -= some.length) {
            fill(left < some.length ? new byte[left] : some);
        }
    }

    private String fault(int first, byte[] body, byte[] whole) {
        int type = first >> 4;
        if ((dialect.types() >> type & 1) == 0) {
            return "a packet of type " + type + ", which no broker sends";
        }
        try {
            if (type == PUBLISH) {
                requireTopic(body);
            }
            dialect.trial().read(whole);
            return "";
        } catch (Exception e) {
            return type == PUBLISH
                    ? "a message on " + printable(topic(body)) + " (" + e + ")"
                    : "a packet of type " + type + " (" + e + ")";
        }
    }

    private static void requireTopic(byte[] body) throws CharacterCodingException {
        byte[] topic = topic(body);
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(topic))
                .toString();
        if (text.isEmpty() || text.chars().anyMatch(c -> c == '+' || c == '#' || c == 0)) {
            throw new IllegalArgumentException("not a topic");
        }
    }

    private static byte[] topic(byte[] body) {
        int length = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        return 2 + length > body.length ? new byte[0] : Arrays.copyOfRange(body, 2, 2 + length);
    }

    private static String printable(byte[] topic) {
        StringBuilder text = new StringBuilder("\"");
        new String(topic, 0, Math.min(topic.length, 200), StandardCharsets.UTF_8)
                .chars()
                .forEach(c -> {
                    if (c < ' ' || c > '~') {
                        text.append(String.format("\\u%04x", c));
                    } else {
                        text.append((char) c);
                    }
                });
        return text.append('"').toString();
    }

    /** Returns what gets a dropped PUBLISH its answer, or nothing if none is due or its id is not known. */
    private byte[] inPlaceOf(int first, byte[] body) {
        int qos = first >> 1 & 3;
        int id = body.length < 2 ? body.length : 2 + ((body[0] & 0xFF) << 8 | body[1] & 0xFF);
        if (first >> 4 != PUBLISH || qos == 0 || qos == 3 || id + 2 > body.length) {
            return new byte[0];
        }
        byte[] head = {0, (byte) DROPPED.length(), (byte) DROPPED.charAt(0), body[id], body[id + 1]};
        return packet(PUBLISH << 4 | qos << 1, dialect.properties() ? Arrays.copyOf(head, head.length + 1) : head);
    }

    private static byte[] packet(int first, byte[] body) {
        byte[] whole = new byte[1 + MOST_LENGTH_BYTES + body.length];
        int at = 0;
        whole[at++] = (byte) first;
        int left = body.length;
        do {
            int low = left & 0x7F;
            left >>= 7;
            whole[at++] = (byte) (left > 0 ? low | 0x80 : low);
        } while (left > 0);
        System.arraycopy(body, 0, whole, at, body.length);
        return Arrays.copyOf(whole, at + body.length);
    }
}
