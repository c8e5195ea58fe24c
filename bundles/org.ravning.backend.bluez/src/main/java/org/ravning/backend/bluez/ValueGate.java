// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;

/**
 * Tells notifications of one characteristic from reads of it (contract C8), and keeps their order (C5).
 *
 * <p>bluetoothd tells both in the same way, as a change of the property Value, and when the answer of a read has come in
 * it does three things in one go (chrc_read_cb in its gatt-client.c): it stores the value, tells Value at once, and
 * answers ReadValue. So each read makes exactly one such change; it has the value of the answer, it is the last one
 * before the answer, and its message has the serial number just before the answer's.
 *
 * <p>Nothing here relies on the order in which changes and answers come, though they come as they were sent. So while a read is open, and after an answer until its change is found, the newest change is held back: the next
 * one, or the answer, shows what it was. Two rules find the change: its serial number and value; or, should a bus number
 * the messages anew, the last one with that value. Either way one change is taken out for each read, and all others reach
 * the application in their order.
 *
 * <p>A long read makes one more change, with the first part; it is longer than any notification can be (MTU - 3).
 *
 * <p>What cannot be told apart: the read of another program on this machine looks like a notification.
 */
final class ValueGate {
    /** A change that may be a notification or not. */
    private record Change(Bytes value, long serial) {}

    /** That the change of an answered read is still to be found. */
    static final class Expected {
        private final Bytes value;
        private final long answer;
        private boolean waitedFor = true;

        private Expected(Bytes value, long answer) {
            this.value = value;
            this.answer = answer;
        }
    }

    private static final int MAX_EXPECTED = 16;

    private final Deque<Expected> expected = new ArrayDeque<>();
    private int reads;
    private @Nullable Change held;

    void readBegins() {
        reads++;
    }

    /**
     * Takes a change of Value; returns what are notifications for certain now.
     *
     * @param serial the number of its message
     * @param mtu the ATT MTU, or 0 if unknown
     */
    List<Bytes> changed(Bytes value, long serial, int mtu) {
        if (isPartOfLongRead(value, mtu)) {
            return List.of();
        }
        boolean isOfRead = find(value, serial);
        List<Bytes> certain = new ArrayList<>(2);
        if (held != null) {
            certain.add(held.value());
            held = null;
        }
        if (!isOfRead && isHolding()) {
            held = new Change(value, serial);
        } else if (!isOfRead) {
            certain.add(value);
        }
        return certain;
    }

    /** Settles what this change settles; returns whether it is itself the one of a read. */
    private boolean find(Bytes value, long serial) {
        for (Expected first = expected.peek(); first != null; first = expected.peek()) {
            if (serial < first.answer - 1) {
                return false; // one that is nearer to the answer may follow
            }
            expected.remove();
            if (serial >= first.answer && held != null && held.value().equals(first.value)) {
                held = null; // it was the last one before the answer
            } else if (value.equals(first.value)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes the answer, null if it was an error; afterwards {@link #release} has what turned out to be a notification.
     *
     * @param serial the number of its message
     * @return what is still to be found, for {@link #giveUp} after a moment; null if nothing
     */
    @Nullable
    Expected readEnds(@Nullable Bytes answer, long serial, int mtu) {
        reads--;
        if (answer == null || isPartOfLongRead(answer, mtu)) {
            return null;
        }
        if (held != null && held.serial() >= serial - 1 && held.value().equals(answer)) {
            held = null;
            return null;
        }
        Expected one = new Expected(answer, serial);
        expected.add(one);
        if (expected.size() > MAX_EXPECTED) {
            expected.remove();
        }
        return one;
    }

    /** Returns what needs to be held back no more. */
    List<Bytes> release() {
        Change last = held;
        if (isHolding() || last == null) {
            return List.of();
        }
        held = null;
        return List.of(last.value());
    }

    /** Holds nothing back for it any longer. If it is not the one held back now, it is still taken out if it comes. */
    List<Bytes> giveUp(Expected late) {
        late.waitedFor = false;
        if (expected.contains(late) && held != null && held.value().equals(late.value)) {
            expected.remove(late);
            held = null;
        }
        return release();
    }

    private boolean isHolding() {
        return reads > 0 || expected.stream().anyMatch(one -> one.waitedFor);
    }

    private static boolean isPartOfLongRead(Bytes value, int mtu) {
        return mtu > 0 && value.length() > mtu - 3;
    }
}
