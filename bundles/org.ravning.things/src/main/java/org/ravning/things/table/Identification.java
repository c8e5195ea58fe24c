// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.ThingId;
import org.ravning.things.record.ThingRecord;
import org.ravning.things.record.ThingRecords;

/**
 * Finds the thing that a frame is from, by what outlasts an address if the frame has it: who owns a random address, or what
 * a beacon calls itself. A beacon's name counts for a device that is a thing by its address already only if the user said
 * something of it. Guarded by the table's lock.
 */
final class Identification {
    private final ThingStore things;
    private final ThingRecords records;

    Identification(ThingStore things, ThingRecords records) {
        this.things = things;
        this.records = records;
    }

    /** Returns the thing that the frame is from, as far as there is one. */
    @Nullable
    TrackedThing find(Frame frame) {
        ThingId identity = frame.identity();
        TrackedThing known = identity == null ? null : things.of(identity);
        return known != null ? known : things.of(frame.advertisement().device());
    }

    /** Says whether the frame is from a thing to be, rather than from the one that was found. */
    boolean isFromAnother(@Nullable TrackedThing found, Frame frame) {
        if (found == null) {
            return frame.isRecognised();
        }
        ThingId identity = frame.identity();
        if (identity == null || identity.equals(found.id())) {
            return false;
        }
        return frame.owner() != null || isSaid(identity) || found.isKnownByAddress() && found.isAnybodys();
    }

    private boolean isSaid(ThingId id) {
        ThingRecord record = records.of(id);
        return !record.equals(ThingRecord.NONE) && record.admission() != ThingRecord.Admission.BLOCKED;
    }

    /** Returns what the thing of a frame is called for programs. */
    static ThingId idFor(Frame frame) {
        ThingId identity = frame.identity();
        return identity != null ? identity : ofAddress(frame.advertisement().device());
    }

    static ThingId ofAddress(DeviceId device) {
        return new ThingId(device.compact());
    }

    /**
     * Returns whose record is that of the thing: its own, or that of the address where it was heard, for so it was known
     * before it was known by its identity.
     */
    ThingId recordFor(ThingId id, DeviceId device) {
        ThingId address = ofAddress(device);
        boolean older =
                records.of(id).equals(ThingRecord.NONE) && !records.of(address).equals(ThingRecord.NONE);
        return older ? address : id;
    }
}
