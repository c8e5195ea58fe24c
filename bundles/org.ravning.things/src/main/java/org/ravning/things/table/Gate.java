// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ThingId;
import org.ravning.things.record.ThingRecord;
import org.ravning.things.setting.DeviceRules;
import org.ravning.things.time.Time;

/**
 * Decides which devices become things: by the user's lists, by what was said of each, and by asking. A beacon, which
 * anybody may send, is admitted only if the user named it. Guarded by the table's lock.
 */
final class Gate {
    private final DeviceRules rules;
    private final ThingCounters counters;
    private final Candidates candidates;
    private final Time time;
    private long openSince;
    private Duration openFor = Duration.ZERO;

    Gate(DeviceRules rules, ThingCounters counters, Candidates candidates, Time time) {
        this.rules = rules;
        this.counters = counters;
        this.candidates = candidates;
        this.time = time;
    }

    boolean admits(Frame frame, ThingId id, ThingRecord record, Profile first) {
        DeviceId device = frame.advertisement().device();
        if (record.admission() == ThingRecord.Admission.BLOCKED || !rules.admits(device, id)) {
            counters.count(ThingCounters.Kind.DENIED);
            return false;
        }
        if (frame.owner() != null || record.admission() == ThingRecord.Admission.PERMITTED) {
            return true;
        }
        boolean beacon = frame.isAnybodys();
        boolean welcome = beacon
                ? !record.equals(ThingRecord.NONE) || rules.admitsBeacon(device, id)
                : !rules.isAsking() || isOpen();
        if (!welcome) {
            counters.count(ThingCounters.Kind.WAITING);
            candidates.add(id, device, first, model(frame), beacon ? Candidate.Reason.BEACON : Candidate.Reason.PERMIT);
        }
        return welcome;
    }

    private static @Nullable String model(Frame frame) {
        return frame.readings() == null ? null : frame.readings().model().model();
    }

    /** Says whether a device that is no thing may be told of. */
    boolean isTold(DeviceId device, ThingId id, ThingRecord record) {
        return record.admission() != ThingRecord.Admission.BLOCKED && rules.admits(device, id);
    }

    /** Says whether who is admitted now must be remembered, for it would have had to wait otherwise. */
    boolean mustRemember(Frame frame, ThingRecord record) {
        return rules.isAsking()
                && frame.owner() == null
                && !frame.isAnybodys()
                && record.admission() == ThingRecord.Admission.USUAL;
    }

    void open(Duration forSoLong) {
        openSince = time.nanos();
        openFor = forSoLong;
    }

    private boolean isOpen() {
        return !openFor.isZero() && time.nanos() - openSince < openFor.toNanos();
    }
}
