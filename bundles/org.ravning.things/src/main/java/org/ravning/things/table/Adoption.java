// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ThingId;
import org.ravning.things.hearing.HearingHistory;
import org.ravning.things.match.ProfileSet;
import org.ravning.things.record.ThingRecord;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.ThingSettings;
import org.ravning.things.time.Time;

/** Makes things of devices. Called under the table's lock. */
final class Adoption {
    private final ThingSettings settings;
    private final ThingRecords records;
    private final ThingStore things;
    private final Identification identification;
    private final Presence presence;
    private final Gate gate;
    private final Places places;
    private final Candidates candidates;
    private final Administration administration;
    private final Consumer<TrackedThing> remover;
    private final Supplier<ProfileSet> profiles;
    private final Time time;

    Adoption(
            ThingSettings settings,
            ThingRecords records,
            ThingStore things,
            Presence presence,
            Gate gate,
            Places places,
            Candidates candidates,
            Administration administration,
            Consumer<TrackedThing> remover,
            Supplier<ProfileSet> profiles,
            Time time) {
        this.settings = settings;
        this.records = records;
        this.things = things;
        this.identification = new Identification(things, records);
        this.presence = presence;
        this.gate = gate;
        this.places = places;
        this.candidates = candidates;
        this.administration = administration;
        this.remover = remover;
        this.profiles = profiles;
        this.time = time;
    }

    /**
     * A thing that is new.
     *
     * @param thing the thing
     * @param record whose record it was adopted by
     */
    record Adopted(TrackedThing thing, ThingId record) {}

    /** Makes the sender of the frame a thing; null if it may not be one. */
    @Nullable
    Adopted adopt(Frame frame) {
        DeviceId device = frame.advertisement().device();
        ThingId id = Identification.idFor(frame);
        ThingId recorded = identification.recordFor(id, device);
        ThingRecord record = records.of(recorded);
        Profile first = first(frame);
        if (!gate.admits(frame, id, record, first) || !mayServe(first)) {
            return null;
        }
        boolean wanted = frame.owner() != null || frame.keyed();
        if (!places.open(id, wanted || !record.equals(ThingRecord.NONE))) {
            return null;
        }
        Share share = new Share(first);
        if (frame.readings() != null) {
            share.learnModel(frame.readings().model());
        }
        String name = administration.name(record, recorded, share.model().model(), id);
        TrackedThing thing = new TrackedThing(
                id,
                name,
                device,
                new HearingHistory(
                        settings.silence(), time.nanos(), records.intervals().of(id)),
                time);
        thing.sieve().setOptions(record.options());
        if (wanted) {
            thing.want();
        }
        takeOver(thing, device);
        things.add(thing);
        candidates.remove(id);
        presence.watch(thing);
        return new Adopted(thing, recorded);
    }

    private static Profile first(Frame frame) {
        if (frame.decoder() != null) {
            return frame.decoder();
        }
        return frame.linkers().isEmpty()
                ? PresenceProfile.INSTANCE
                : frame.linkers().get(0);
    }

    private boolean mayServe(Profile profile) {
        return profile instanceof PresenceProfile || profiles.get().contains(profile);
    }

    /** What was a thing by its address alone turns out to be this one. */
    void takeOver(TrackedThing thing, DeviceId device) {
        TrackedThing alias = things.of(device);
        if (alias != null && !alias.equals(thing) && alias.isKnownByAddress()) {
            remover.accept(alias);
        }
    }
}
