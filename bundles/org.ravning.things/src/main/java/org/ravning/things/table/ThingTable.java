// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.DeviceId;
import org.ravning.api.Subscription;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.things.feed.ThingFeeds;
import org.ravning.things.hearing.HearingHistory;
import org.ravning.things.hearing.Novelty;
import org.ravning.things.link.LinkContext;
import org.ravning.things.link.ThingLink;
import org.ravning.things.match.ProfileSet;
import org.ravning.things.record.ThingRecord;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.ThingSettings;
import org.ravning.things.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The things, and the one place where they change. One short lock guards all of it; what listeners are to hear is put
 * into their feeds under that lock, so that all hear it in one order.
 */
public final class ThingTable {
    private static final Logger LOG = LoggerFactory.getLogger(ThingTable.class);
    /** How often at most a full table is searched for a thing that can go. */
    private static final Duration SEARCH_PAUSE = Duration.ofSeconds(1);

    private final ThingSettings settings;
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
    private final Gate gate;
    private final Administration administration;
    private final Optimism optimism;
    private final ThingView view;
    private volatile ProfileSet profiles = ProfileSet.EMPTY;
    private long searchedAt;
    private boolean saidFull;
    private boolean closed;

    /** Creates it without things. */
    public ThingTable(
            ThingSettings settings,
            ThingRecords records,
            Time time,
            ThingFeeds feeds,
            ThingCounters counters,
            LinkContext links) {
        this.settings = settings;
        this.records = records;
        this.time = time;
        this.feeds = feeds;
        this.counters = counters;
        this.links = links;
        this.presence = new Presence(lock, things, feeds, time);
        this.reporter = new Reporter(lock, things, feeds, time, () -> profiles);
        this.linkReports = new LinkReports(lock, things, presence, reporter, counters, time);
        this.gate = new Gate(settings.rules(), counters, time);
        this.administration = new Administration(lock, things, reporter, records, gate, this::remove);
        this.optimism = new Optimism(lock, things, reporter, time);
        this.view = new ThingView(lock, things);
        this.searchedAt = time.nanos() - SEARCH_PAUSE.toNanos();
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

    /** Takes an advertisement of a thing, or of a device that a profile recognises. */
    public void hear(Frame frame) {
        boolean remember = false;
        lock.lock();
        try {
            TrackedThing thing = things.of(frame.advertisement().device());
            boolean isNew = thing == null;
            if (thing == null && frame.isRecognised() && !closed) {
                thing = adopt(frame);
            }
            if (thing != null) {
                hear(thing, frame);
            }
            if (thing != null && isNew) {
                feeds.come(thing.thing(), Availability.ONLINE);
                remember = gate.mustRemember(records.of(thing.id()));
            }
        } finally {
            lock.unlock();
        }
        if (remember) {
            administration.remember(frame.advertisement().device());
        }
    }

    private @Nullable TrackedThing adopt(Frame frame) {
        DeviceId device = frame.advertisement().device();
        String compact = device.compact();
        ThingId id = new ThingId(compact);
        ThingRecord record = records.of(id);
        if (!gate.admits(device, record)) {
            return null;
        }
        Profile first =
                frame.decoder() != null ? frame.decoder() : frame.linkers().get(0);
        if (!profiles.contains(first)) {
            return null;
        }
        if (things.size() >= settings.maximumThings() && !makeRoom()) {
            counters.count(ThingCounters.Kind.NO_ROOM);
            return null;
        }
        Share share = new Share(first);
        if (frame.readings() != null) {
            share.learnModel(frame.readings().model());
        }
        String name = administration.name(record, share.model().model(), compact);
        TrackedThing thing =
                new TrackedThing(id, name, device, new HearingHistory(settings.silence(), time.nanos()), time);
        thing.sieve().setOptions(record.options());
        things.add(thing);
        presence.watch(thing);
        return thing;
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
        thing.hear(frame.advertisement(), time.nanos());
        for (GattProfile linker : frame.linkers()) {
            attend(thing, linker);
        }
        if (share != null && frame.readings() != null && novelty != Novelty.REPEATED) {
            report(thing, share, frame.readings(), frame.advertisement(), novelty);
        } else if (share != null) {
            counters.count(ThingCounters.Kind.REPEATED);
        }
        ThingLink link = thing.link();
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

    private boolean makeRoom() {
        if (time.nanos() - searchedAt < SEARCH_PAUSE.toNanos()) {
            return false;
        }
        searchedAt = time.nanos();
        Optional<TrackedThing> least = things.leastMissed();
        least.ifPresent(this::remove);
        if (!least.isPresent() && !saidFull) {
            saidFull = true;
            LOG.warn("There are {} things, as many as maximumThings allows; more are left out", things.size());
        }
        return least.isPresent();
    }

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
    }
}
