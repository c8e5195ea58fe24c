// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.ThingId;
import org.ravning.things.record.ThingRecord;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets a place while all are taken, and whose it was. A flood of random addresses is forgotten at the rate it arrives; a
 * thing that somebody knows never goes for a stranger. Called under the table's lock.
 *
 * <p>A stranger that is heard once gets the place of one that is away. One that is heard again gets also that of one that was
 * heard a moment only; a device that is known gets that of any stranger.
 */
final class Places {
    private static final Logger LOG = LoggerFactory.getLogger(Places.class);
    /** After that time of being heard a thing is known, and no stranger any more. */
    private static final Duration ACQUAINTED = Duration.ofMinutes(10);
    /** How long a known thing of which nothing was said must be away before it goes for another. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);
    /** How long a stranger that was heard a moment only is silent before it goes for one that is heard again. */
    private static final Duration GONE_BY = Duration.ofSeconds(10);
    /** How often at most a full table is searched for one that is heard for the first time. */
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** The same for those that are heard again. */
    private static final Duration AGAIN_PAUSE = Duration.ofMillis(100);

    private final int most;
    private final ThingRecords records;
    private final ThingStore things;
    private final ThingCounters counters;
    private final Consumer<TrackedThing> remover;
    private final Time time;
    private final HeardOnce heardOnce = new HeardOnce();
    private long firstAt;
    private long againAt;
    private boolean saidFull;

    Places(
            int most,
            ThingRecords records,
            ThingStore things,
            ThingCounters counters,
            Consumer<TrackedThing> remover,
            Time time) {
        this.most = most;
        this.records = records;
        this.things = things;
        this.counters = counters;
        this.remover = remover;
        this.time = time;
        this.firstAt = time.nanos() - FIRST_PAUSE.toNanos();
        this.againAt = time.nanos() - AGAIN_PAUSE.toNanos();
    }

    /**
     * Makes room for a device, if there is none; returns whether there is.
     *
     * @param known whether its key or what was said of it tells that it is no stranger
     */
    boolean open(ThingId id, boolean known) {
        if (things.size() < most) {
            return true;
        }
        Optional<TrackedThing> least = known || records.intervals().of(id) != null
                ? longestSilent(thing -> isLongAway(thing) || isStranger(thing))
                : forStranger(id);
        if (least.isPresent()) {
            counters.count(ThingCounters.Kind.EVICTED);
            remover.accept(least.get());
            return true;
        }
        counters.count(ThingCounters.Kind.NO_ROOM);
        if (!saidFull) {
            saidFull = true;
            LOG.warn("There are {} things, as many as maximumThings allows; strangers are left out", things.size());
        }
        return false;
    }

    private Optional<TrackedThing> forStranger(ThingId id) {
        boolean again = !heardOnce.add(id);
        long now = time.nanos();
        if (again && now - againAt >= AGAIN_PAUSE.toNanos()) {
            againAt = now;
            return longestSilent(thing -> isLongAway(thing) || isStranger(thing) && (isAway(thing) || isGoneBy(thing)));
        }
        if (!again && now - firstAt >= FIRST_PAUSE.toNanos()) {
            firstAt = now;
            return longestSilent(thing -> isLongAway(thing) || isStranger(thing) && isAway(thing));
        }
        return Optional.empty();
    }

    private Optional<TrackedThing> longestSilent(Predicate<TrackedThing> mayGo) {
        return things.all().stream()
                .filter(thing -> !thing.isConnected() && mayGo.test(thing))
                .min(Comparator.comparing((TrackedThing thing) -> !isAway(thing))
                        .thenComparing(thing -> thing.hearing().learned().isPresent())
                        .thenComparing(thing -> thing.hearing().silence(time.nanos()), Comparator.reverseOrder()));
    }

    private static boolean isAway(TrackedThing thing) {
        return thing.availability() == Availability.OFFLINE;
    }

    private boolean isGoneBy(TrackedThing thing) {
        return !thing.hearing().learned().isPresent()
                && thing.hearing().silence(time.nanos()).compareTo(GONE_BY) >= 0;
    }

    private boolean isLongAway(TrackedThing thing) {
        return isAway(thing)
                && !isSaid(thing)
                && thing.hearing().silence(time.nanos()).compareTo(FORGOTTEN) >= 0;
    }

    private boolean isStranger(TrackedThing thing) {
        boolean acquainted = thing.hearing().learned().isPresent()
                && thing.hearing().age(time.nanos()).compareTo(ACQUAINTED) >= 0;
        return !acquainted && !isSaid(thing) && records.intervals().of(thing.id()) == null;
    }

    /** Says whether somebody wants this thing: by a name, options, a permission, a key or a command. */
    private boolean isSaid(TrackedThing thing) {
        return thing.isWanted() || !records.of(thing.id()).equals(ThingRecord.NONE);
    }
}
