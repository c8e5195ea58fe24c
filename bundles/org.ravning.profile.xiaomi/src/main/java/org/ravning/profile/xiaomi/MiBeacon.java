// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.RejectReason;

/**
 * A MiBeacon frame, versions 2 to 5: frame control, product, frame counter, then what the frame control names: address,
 * capability, object. Numbers are little-endian (Xiaomi IoT developer platform, "MiBeacon protocol").
 */
final class MiBeacon {
    private static final int ENCRYPTED = 1 << 3;
    private static final int WITH_ADDRESS = 1 << 4;
    private static final int WITH_CAPABILITY = 1 << 5;
    private static final int WITH_OBJECT = 1 << 6;
    private static final int MESH = 1 << 7;
    private static final int CAPABILITY_WITH_IO = 0x20;
    private static final int HEADER = 5;
    private static final int ADDRESS = 6;
    private static final int OLDEST_VERSION = 2;

    private final Bytes frame;
    private final int control;
    private final @Nullable Bytes reversedAddress;

    private MiBeacon(Bytes frame, @Nullable Bytes reversedAddress) {
        this.frame = frame;
        this.control = frame.u16le(0);
        this.reversedAddress = reversedAddress;
    }

    static Decoded decode(Bytes frame, DeviceId device, DecodeContext context) {
        if (frame.length() < HEADER) {
            return Decoded.Malformed.invalid(frame.length() + " bytes, needs " + HEADER);
        }
        int control = frame.u16le(0);
        if ((control & MESH) != 0) {
            return new Decoded.Ignored("Xiaomi mesh device");
        }
        if (control >> 12 < OLDEST_VERSION) {
            return Decoded.Malformed.invalid("MiBeacon version " + (control >> 12) + ", needs " + OLDEST_VERSION);
        }
        Bytes address = device instanceof DeviceAddress known ? known.bytes().reversed() : null;
        if ((control & WITH_ADDRESS) != 0) {
            if (frame.length() < HEADER + ADDRESS) {
                return Decoded.Malformed.invalid("the address is cut off");
            }
            Bytes told = frame.slice(HEADER, HEADER + ADDRESS);
            if (address != null && !address.equals(told)) {
                return Decoded.Malformed.invalid("the frame is of another device, " + told.reversed());
            }
            address = told;
        }
        return new MiBeacon(frame, address).decode(context);
    }

    int version() {
        return control >> 12;
    }

    /** Returns the frame as heard. */
    Bytes frame() {
        return frame;
    }

    /** Returns the address, least significant byte first, or null where the system hides it. */
    @Nullable
    Bytes reversedAddress() {
        return reversedAddress;
    }

    private Decoded decode(DecodeContext context) {
        if ((control & WITH_OBJECT) == 0) {
            return new Decoded.Malformed(RejectReason.NO_DATA, "no object");
        }
        int start = objectStart();
        if (start > frame.length()) {
            return Decoded.Malformed.invalid("the capability is cut off");
        }
        MiObjects objects = new MiObjects(Products.model(frame.u16le(2)), frame.u8(4));
        if ((control & ENCRYPTED) != 0) {
            return MiCipher.open(this, start, context.key(), objects);
        }
        return context.key() == null ? objects.decode(frame.slice(start)) : Decoded.Malformed.plainWithKey();
    }

    private int objectStart() {
        int at = HEADER + ((control & WITH_ADDRESS) != 0 ? ADDRESS : 0);
        if ((control & WITH_CAPABILITY) != 0) {
            boolean io = at < frame.length() && (frame.u8(at) & CAPABILITY_WITH_IO) != 0;
            at += io ? 2 : 1;
        }
        return at;
    }
}
