// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.beacons;

import java.util.UUID;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.ThingId;

/** iBeacon (Apple) and AltBeacon (altbeacon.org): twenty bytes that name the beacon, and its power; big-endian. */
final class ProximityBeacons {
    private static final Property UUID_TEXT = Property.text("uuid", "UUID").in(Category.DIAGNOSTIC);
    private static final Property MAJOR = number("major", "Major");
    private static final Property MINOR = number("minor", "Minor");

    private static final DeviceModel APPLE = DeviceModel.of(null, "iBeacon");
    private static final DeviceModel ALT = DeviceModel.of(null, "AltBeacon");
    private static final Bytes APPLE_TYPE = Bytes.ofHex("0215");
    private static final Bytes ALT_CODE = Bytes.ofHex("beac");
    // With a UUID that spells INTELLI_ROCKS, Govee's sensors say nothing but that they are there.
    private static final Bytes INTELLI_ROCKS = Bytes.ofUtf8("INTELLI_ROCKS");
    private static final int LENGTH = 23;

    private ProximityBeacons() {}

    static boolean isAppleBeacon(Bytes frame) {
        return frame.startsWith(APPLE_TYPE);
    }

    static boolean isAltBeacon(Bytes frame) {
        return frame.startsWith(ALT_CODE);
    }

    static Decoded apple(Bytes frame) {
        if (frame.length() == LENGTH && frame.slice(2).startsWith(INTELLI_ROCKS)) {
            return new Decoded.Ignored("iBeacon of a Govee sensor");
        }
        return decode(frame, "ibeacon-", APPLE);
    }

    static Decoded alt(Bytes frame) {
        return decode(frame, "altbeacon-", ALT);
    }

    private static Decoded decode(Bytes frame, String kind, DeviceModel model) {
        if (frame.length() < LENGTH) {
            return Decoded.Malformed.invalid(frame.length() + " bytes, needs " + LENGTH);
        }
        UUID uuid = new UUID(frame.unsignedBigEndian(2, 8), frame.unsignedBigEndian(10, 8));
        return new ReadingsBuilder()
                .add(UUID_TEXT, uuid.toString())
                .add(MAJOR, frame.u16be(18))
                .add(MINOR, frame.u16be(20))
                .add(StandardProperties.TX_POWER, frame.s8(22))
                .identity(new ThingId(kind + frame.slice(2, 18).hex() + "-" + frame.u16be(18) + "-" + frame.u16be(20)))
                .build(model);
    }

    private static Property number(String name, String label) {
        return Property.number(name, label, null, null).in(Category.DIAGNOSTIC);
    }
}
