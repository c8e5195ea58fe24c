// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;

/** The objects of a frame: each a type, a length, and what it says; numbers are little-endian. */
final class MiObjects {
    private static final Map<Integer, Type> TYPES = new HashMap<>();
    private static final int HEADER = 3;

    static {
        SensorObjects.addTo(TYPES);
        SwitchObjects.addTo(TYPES);
        LockObjects.addTo(TYPES);
        BodyObjects.addTo(TYPES);
    }

    private final ReadingsBuilder readings;
    private final DeviceModel model;
    private Decoded.@Nullable Malformed defect;

    MiObjects(DeviceModel model, int frameCounter) {
        this.model = model;
        readings = new ReadingsBuilder().packetId(frameCounter);
    }

    /**
     * What a type of object means.
     *
     * @param length the least bytes it needs
     */
    record Type(int length, Reader reader) {}

    /** Adds what an object says. */
    @FunctionalInterface
    interface Reader {
        void read(Bytes content, MiObjects objects);
    }

    ReadingsBuilder readings() {
        return readings;
    }

    /** Returns the model's name, on which the meaning of some objects depends. */
    String model() {
        return model.model();
    }

    void counter(long value) {
        readings.counter(value);
    }

    /** Notes what is wrong with an object; the first counts, and only if the frame says nothing else. */
    void complain(RejectReason reason, String why) {
        if (defect == null) {
            defect = new Decoded.Malformed(reason, why);
        }
    }

    Decoded decode(Bytes payload) {
        int at = 0;
        while (at < payload.length()) {
            int end = at + HEADER > payload.length() ? Integer.MAX_VALUE : at + HEADER + payload.u8(at + 2);
            if (end > payload.length()) {
                complain(RejectReason.INVALID, "object at byte " + at + " is cut off");
                break;
            }
            decodeObject(payload.u16le(at), payload.slice(at + HEADER, end));
            at = end;
        }
        return readings.isEmpty() && defect != null ? defect : readings.build(model);
    }

    private void decodeObject(int id, Bytes content) {
        Type type = TYPES.get(id);
        if (type == null) {
            complain(RejectReason.UNKNOWN_OBJECT, "object type 0x" + hex(id));
        } else if (content.length() < type.length()) {
            complain(
                    RejectReason.INVALID,
                    "object 0x" + hex(id) + " has " + content.length() + " bytes, needs " + type.length());
        } else {
            type.reader().read(content, this);
        }
    }

    private static String hex(int id) {
        return Bytes.ofInts(id >> 8, id & 0xFF).hex();
    }
}
