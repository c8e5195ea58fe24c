// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a profile makes of a frame. */
public sealed interface Decoded {
    /** The frame is of another kind. */
    Decoded NOT_MINE = new NotMine();

    /**
     * The frame was understood.
     *
     * @param model what kind of device sent it
     * @param readings the values, in the order of the payload
     * @param events what happened
     * @param counter the encryption counter, if the format has one: it must grow, or the frame is a replay
     * @param packetId the packet number, if the format has one: an event with the same number came before
     * @param identity who sent it, if the frame itself names its sender for good, as beacons do, whose address may change
     */
    record Readings(
            DeviceModel model,
            List<Reading> readings,
            List<Event> events,
            @Nullable Long counter,
            @Nullable Integer packetId,
            @Nullable ThingId identity)
            implements Decoded {
        /** Creates readings of a sender that is known by its address. */
        public Readings(
                DeviceModel model,
                List<Reading> readings,
                List<Event> events,
                @Nullable Long counter,
                @Nullable Integer packetId) {
            this(model, readings, events, counter, packetId, null);
        }

        /** Copies the lists. */
        public Readings {
            readings = List.copyOf(readings);
            events = List.copyOf(events);
        }

        /** Returns readings without events, counter and packet number. */
        public static Readings of(DeviceModel model, List<Reading> readings) {
            return new Readings(model, readings, List.of(), null, null);
        }
    }

    /** The frame is of another kind. */
    record NotMine() implements Decoded {}

    /**
     * The frame is known, and tells nothing about a thing: such as what phones send to each other. It is never an error,
     * and never makes a thing.
     *
     * @param what what it is, such as {@code Apple Nearby Info}
     */
    record Ignored(String what) implements Decoded {}

    /**
     * The frame is of this kind but cannot be decoded.
     *
     * @param reason why
     * @param why why, in words, with the figures that show it; without secrets
     */
    record Malformed(RejectReason reason, String why) implements Decoded {
        /** Returns a frame that does not follow its layout. */
        public static Malformed invalid(String why) {
            return new Malformed(RejectReason.INVALID, why);
        }

        /** Returns an encrypted frame of a device without a key. */
        public static Malformed keyMissing() {
            return new Malformed(RejectReason.KEY_MISSING, "encrypted, and there is no key for this device");
        }

        /** Returns an encrypted frame of a device whose key has another length than the format's. */
        public static Malformed wrongKeyLength(int length, int needed) {
            return new Malformed(RejectReason.WRONG_KEY, "the key has " + length + " bytes, needs " + needed);
        }

        /** Returns an encrypted frame that this key does not open. */
        public static Malformed wrongKey() {
            return new Malformed(RejectReason.WRONG_KEY, "the tag does not match: another key, or damaged");
        }

        /** Returns an encrypted frame whose nonce needs the address of a device that has none to show. */
        public static Malformed addressHidden() {
            return invalid("encrypted, and the operating system hides the address that it needs");
        }

        /** Returns a plain frame of a device that has a key: a downgrade. */
        public static Malformed plainWithKey() {
            return new Malformed(RejectReason.PLAIN_WITH_KEY, "plain, although the device has a key");
        }
    }
}
