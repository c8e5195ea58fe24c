// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.DeviceId;
import org.ravning.api.Subscription;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.things.feed.ThingFeeds;
import org.ravning.things.hearing.Novelty;
import org.ravning.things.key.KeyOwner;
import org.ravning.things.link.LinkContext;
import org.ravning.things.link.ThingLink;
import org.ravning.things.match.ProfileSet;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.ThingSettings;
import org.ravning.things.time.Time;

/**
 * The things, and the one place where they change. One short lock guards all of it; what listeners are to hear is put
 * into their feeds under that lock, so that all hear it in one order.
 */
public final class ThingTable {
    private final ThingRecords records;
    private final Time time;
    private final ThingFeeds feeds;
    private final ThingCounters counters;
    private final LinkContext links;

    private final ReentrantLock lock = new ReentrantLock();
    private final ThingStore things = new ThingStore();
    private final Presence presence;
    private final Reporter reporter;
    private final LinkReports linkReports;
    private final Candidates candidates;
    private final Gate gate;
    private final Identification identification;
    private final Administration administration;
    private final Adoption adoption;
    private final Optimism optimism;
    private final ThingView view;
    private volatile ProfileSet profiles = ProfileSet.EMPTY;
    private boolean closed;

    /** Creates it without things. */
    public ThingTable(
            ThingSettings settings,
            ThingRecords records,
            Time time,
            ThingFeeds feeds,
            ThingCounters counters,
            LinkContext links) {
        this.records = records;
        this.time = time;
        this.feeds = feeds;
        this.counters = counters;
        this.links = links;
        this.reporter = new Reporter(lock, things, feeds, time, () -> profiles);
        this.presence = new Presence(lock, things, feeds, reporter, time);
        this.linkReports = new LinkReports(lock, things, presence, reporter, counters, time);
        this.candidates = new Candidates(feeds, time);
        this.gate = new Gate(settings.rules(), counters, candidates, time);
        this.identification = new Identification(things, records);
        this.administration =
                new Administration(lock, things, reporter, records, settings.keys(), gate, candidates, this::remove);
        this.adoption = new Adoption(
                settings,
                records,
                things,
                presence,
                gate,
                new Places(settings.maximumThings(), records, things, counters, this::remove, time),
                candidates,
                administration,
                this::remove,
                () -> profiles,
                time);
        this.optimism = new Optimism(lock, things, reporter, time);
        this.view = new ThingView(lock, things);
    }

    /** Returns what changes things as the user says. */
    public ThingAdministration administration() {
        return administration;
    }

    /** Returns what shows values before they are known. */
    public Optimism optimism() {
        return optimism;
    }

    /** Returns what anyone may ask. */
    public ThingView view() {
        return view;
    }

    // Profiles

    /** Returns the profiles that are there. */
    public ProfileSet profileSet() {
        return profiles;
    }

    /** Adds a profile. */
    public void add(Profile profile) {
        lock.lock();
        try {
            profiles = profiles.with(profile);
            if (profile instanceof GattProfile overLink) {
                things.links().forEach(link -> link.added(overLink));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Removes a profile, what it contributed to things, and the things that no other profile recognises. */
    public void remove(Profile profile) {
        lock.lock();
        try {
            profiles = profiles.without(profile);
            for (TrackedThing thing : List.copyOf(things.all())) {
                Share share = thing.share(profile);
                if (share != null) {
                    thing.shares().remove(share);
                    keepOrRemove(thing);
                }
            }
            things.links().forEach(link -> link.removed(profile));
        } finally {
            lock.unlock();
        }
    }

    private void keepOrRemove(TrackedThing thing) {
        List<Share> left = thing.shares();
        if (left.stream().noneMatch(Share::recognises)) {
            remove(thing);
            return;
        }
        ThingLink link = thing.link();
        if (link != null
                && left.stream().noneMatch(share -> share.recognises() && share.profile() instanceof GattProfile)) {
            link.close();
            thing.setLink(null);
            presence.connected(thing, false);
        }
        feeds.describe(thing.describe());
    }

    // What is heard

    /** Says whether the device is a thing. */
    public boolean isThing(DeviceId device) {
        return things.has(device);
    }

    /** Takes an advertisement of a thing, or of a device that somebody knows. */
    public void hear(Frame frame) {
        Adoption.Adopted adopted = null;
        boolean remember = false;
        lock.lock();
        try {
            TrackedThing thing = identification.find(frame);
            if (!closed && identification.isFromAnother(thing, frame)) {
                adopted = adoption.adopt(frame);
                thing = adopted == null ? thing : adopted.thing();
            }
            if (thing != null) {
                adoption.takeOver(thing, frame.advertisement().device());
                hear(thing, frame);
            }
            if (adopted != null) {
                feeds.come(adopted.thing().thing(), Availability.ONLINE);
                remember = gate.mustRemember(frame, records.of(adopted.thing().id()));
            }
        } finally {
            lock.unlock();
        }
        if (adopted != null) {
            administration.keep(adopted.thing().id(), adopted.record(), remember);
        }
    }

    /** Takes note that a profile recognised a frame and could not open it with the key that there is, or is not. */
    public void locked(Advertisement heard, @Nullable KeyOwner owner, Profile profile, Candidate.Reason reason) {
        lock.lock();
        try {
            DeviceId device = heard.device();
            ThingId id = owner == null ? Identification.ofAddress(device) : owner.id();
            TrackedThing here = things.of(device);
            TrackedThing thing = here == null ? things.of(id) : here;
            if (thing == null) {
                if (gate.isTold(device, id, records.of(id))) {
                    candidates.add(id, device, profile, null, reason);
                }
            } else if (thing.learnKey(reason)) {
                reporter.describe(thing);
            }
        } finally {
            lock.unlock();
        }
    }

    private void hear(TrackedThing thing, Frame frame) {
        AdvertisementProfile decoder = frame.decoder();
        Share share = decoder == null ? null : reporter.share(thing, decoder);
        Novelty novelty = share == null || frame.readings() == null
                ? Novelty.REPEATED
                : share.repeats().judge(frame.readings(), frame.advertisement().data(), time.nanos());
        if (novelty == Novelty.REPLAYED) {
            counters.count(ThingCounters.Kind.REPLAYED);
            return;
        }
        DeviceId before = thing.device();
        thing.hear(frame.advertisement(), time.nanos());
        boolean moved = things.locate(thing, before);
        boolean key = decoder != null && !decoder.isAnybodys() && thing.opened(frame.keyed());
        for (GattProfile linker : frame.linkers()) {
            attend(thing, linker);
        }
        if (share != null && frame.readings() != null && novelty != Novelty.REPEATED) {
            report(thing, share, frame.readings(), frame.advertisement(), novelty);
        } else if (share != null) {
            counters.count(ThingCounters.Kind.REPEATED);
        }
        if (thing.id().equals(frame.identity())) {
            presence.show(thing, frame.owner() != null, frame.advertisement().receivedAt());
        }
        ThingLink link = thing.link();
        if (moved || key) {
            reporter.describe(thing);
        }
        if (moved && link != null) {
            link.movedTo(thing.device());
        }
        if (presence.come(thing) && link != null) {
            link.cameBack(thing.device());
        }
    }

    private void attend(TrackedThing thing, GattProfile linker) {
        Share share = reporter.share(thing, linker);
        if (share == null || share.recognises()) {
            return;
        }
        share.recognise();
        ThingLink link = thing.link();
        if (link == null) {
            link = ThingLink.create(links, linkReports, thing.id(), thing.device());
            thing.setLink(link);
        }
        feeds.describe(thing.describe());
        link.recognised(linker);
    }

    private void report(
            TrackedThing thing, Share share, Decoded.Readings readings, Advertisement heard, Novelty novelty) {
        boolean first = !share.recognises();
        share.recognise();
        reporter.report(thing, share, first, readings, heard.receivedAt());
        if (novelty == Novelty.NEW) {
            readings.events().forEach(event -> feeds.happen(thing.thing(), event, heard.receivedAt()));
        }
    }

    /** Takes note that somebody commands the thing: it does not go for a stranger. */
    public void want(ThingId id) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            if (thing != null) {
                thing.want();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says that nothing can be heard now: the silence that follows is no device's own. */
    public void deaf() {
        lock.lock();
        try {
            presence.deaf();
        } finally {
            lock.unlock();
        }
    }

    // Who goes

    private void remove(TrackedThing thing) {
        things.remove(thing);
        thing.cancelAlarms();
        ThingLink link = thing.link();
        if (link != null) {
            link.close();
        }
        feeds.remove(thing.thing());
    }

    // Listeners

    /** Adds a listener and tells it what is there. */
    public Subscription listen(ThingListener listener) {
        lock.lock();
        try {
            List<ThingFeeds.Known> known = new ArrayList<>();
            for (TrackedThing thing : things.sorted()) {
                known.add(new ThingFeeds.Known(thing.thing(), thing.state()));
            }
            return feeds.add(listener, known);
        } finally {
            lock.unlock();
        }
    }

    /** Ends every link and alarm; things stay as they are, and no more are adopted. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            things.links().forEach(ThingLink::close);
            things.all().forEach(TrackedThing::cancelAlarms);
        } finally {
            lock.unlock();
        }
        keepIntervals();
    }

    /** Keeps what was learned of how long things are silent; writes a file. */
    public void keepIntervals() {
        Map<ThingId, Duration> learned = new HashMap<>();
        lock.lock();
        try {
            things.all().forEach(thing -> thing.hearing().learned().ifPresent(gap -> learned.put(thing.id(), gap)));
        } finally {
            lock.unlock();
        }
        if (!learned.isEmpty()) {
            records.intervals().keep(learned);
        }
    }
}
