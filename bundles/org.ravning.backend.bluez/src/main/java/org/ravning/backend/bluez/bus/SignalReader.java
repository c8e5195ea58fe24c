// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.spi.message.IMessageReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a connection for dbus-java, and keeps the signals for itself: they are decoded straight from the
 * bytes and handed on many at once, where dbus-java would read each with four system calls, box each byte of it, and hand
 * it to another thread. Answers and calls go to dbus-java, in their place among the signals: whoever hears both hears them
 * in the order in which they were sent.
 *
 * <p>When much comes, it pauses a moment before it reads, so that more comes at once: to be woken costs more than to read.
 * Used by dbus-java's reader thread only, but for {@link #close()}.
 */
final class SignalReader implements IMessageReader {
    /** What hears the signals, on the reader's thread. */
    interface Sink {
        /** Signals came, in this order. */
        void signals(List<BusSignal> signals);

        /** A signal, a call or an answer came that cannot be read. */
        void malformed(String why);
    }

    /** The longest message that dbus-daemon lets through on a system bus. */
    private static final int LONGEST_MESSAGE = 32 << 20;

    private static final int BUFFER_BYTES = 256 << 10;
    private static final int FIXED_HEADER_BYTES = 16;
    private static final int BODY_LENGTH_AT = 4;
    private static final int FIELDS_LENGTH_AT = 12;
    private static final int SIGNAL = 4;

    /** Reads that follow each other faster than this are many. */
    private static final long BUSY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final ReadableByteChannel channel;
    private final Sink sink;
    private final long pauseNanos;
    private final SignalDecoder decoder = new SignalDecoder();
    private List<BusSignal> signals = new ArrayList<>();
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int begin;
    private int end;
    private long lastRead;
    private boolean busy;

    SignalReader(ReadableByteChannel channel, Sink sink, long pauseNanos) {
        this.channel = channel;
        this.pauseNanos = pauseNanos;
        this.sink = sink;
    }

    /** Returns the next message that is no signal. */
    @Override
    public Message readMessage() throws IOException {
        while (true) {
            int length = wholeMessage();
            if (length < 0) {
                tell();
                read();
                continue;
            }
            int from = begin;
            begin += length;
            int type = buffer[from + 1];
            if (type == SIGNAL) {
                signal(from, length);
            } else if (type > 0 && type < SIGNAL) {
                tell();
                Message message = message(from, length);
                if (message != null) {
                    return message;
                }
            } // else of a later version of the protocol: to be ignored, says the specification
        }
    }

    /** Returns the length of the message at the beginning, or -1 if it is not there as a whole. */
    private int wholeMessage() throws IOException {
        int there = end - begin;
        if (there < FIXED_HEADER_BYTES) {
            return -1;
        }
        byte order = buffer[begin];
        // dbus-java's own daemon forgets the order of some signals, which then is the little one.
        if (order != 'l' && order != 'B' && order != 0 || buffer[begin + 3] != 1) {
            throw new IOException("the D-Bus bus sends what is no message");
        }
        long length = FIXED_HEADER_BYTES + padded(u32(begin, FIELDS_LENGTH_AT)) + u32(begin, BODY_LENGTH_AT);
        if (length > LONGEST_MESSAGE) {
            throw new IOException("the D-Bus bus sends a message of " + length + " bytes");
        }
        return length > there ? -1 : (int) length;
    }

    /** Moves what is left to the start, and sees to it that there is room behind it. */
    private void makeRoom() {
        int left = end - begin;
        byte[] old = buffer;
        if (left == buffer.length) {
            buffer = new byte[2 * left]; // it grows as the message comes, not as long as it says it is
        } else if (left < BUFFER_BYTES && buffer.length > BUFFER_BYTES) {
            buffer = new byte[BUFFER_BYTES]; // a long message has passed
        }
        System.arraycopy(old, begin, buffer, 0, left);
        begin = 0;
        end = left;
    }

    private void read() throws IOException {
        makeRoom();
        if (busy) {
            LockSupport.parkNanos(this, pauseNanos);
        }
        int count = channel.read(ByteBuffer.wrap(buffer, end, buffer.length - end));
        if (count < 0) {
            throw new EOFException("the D-Bus bus closed the connection");
        }
        long now = System.nanoTime();
        busy = now - lastRead < BUSY_NANOS;
        lastRead = now;
        end += count;
    }

    private void signal(int from, int length) {
        try {
            int fields = (int) u32(from, FIELDS_LENGTH_AT);
            signals.add(decoder.read(buffer, from, from + length, fields, buffer[from] == 'B'));
        } catch (MalformedMessageException e) {
            sink.malformed(String.valueOf(e.getMessage()));
        }
    }

    private void tell() {
        if (!signals.isEmpty()) {
            List<BusSignal> batch = signals;
            signals = new ArrayList<>(batch.size());
            sink.signals(batch);
        }
    }

    /**
     * Makes a message as dbus-java wants it: in three parts, the second with a gap that keeps its alignment. Returns null if
     * dbus-java cannot read it, which would end its thread.
     */
    private @Nullable Message message(int from, int length) {
        int fields = (int) padded(u32(from, FIELDS_LENGTH_AT));
        byte[] header = new byte[8 + fields];
        System.arraycopy(buffer, from + FIELDS_LENGTH_AT, header, 0, 4);
        System.arraycopy(buffer, from + FIXED_HEADER_BYTES, header, 8, fields);
        byte[] fixed = Arrays.copyOfRange(buffer, from, from + FIELDS_LENGTH_AT);
        byte[] body = Arrays.copyOfRange(buffer, from + FIXED_HEADER_BYTES + fields, from + length);
        try {
            return MessageFactory.createMessage(buffer[from + 1], fixed, header, body, List.of());
        } catch (IOException | DBusException | RuntimeException e) {
            sink.malformed("a call or an answer: " + e);
            return null;
        }
    }

    private long u32(int message, int at) {
        boolean bigEndian = buffer[message] == 'B';
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | buffer[message + at + (bigEndian ? i : 3 - i)] & 0xFF;
        }
        return value;
    }

    private static long padded(long length) {
        return length + 7 & ~7L;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
