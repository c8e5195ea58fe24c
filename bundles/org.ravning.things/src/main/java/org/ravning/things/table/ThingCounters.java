// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.Profile;

/** What was counted since the start. */
public final class ThingCounters {
    private final Map<Kind, LongAdder> totals = new EnumMap<>(Kind.class);
    private final SortedMap<String, Tally> profiles = new ConcurrentSkipListMap<>();
    private final Map<CommandResult.Status, LongAdder> commands = new EnumMap<>(CommandResult.Status.class);
    private volatile @Nullable String lastMalformed;

    /** What is counted. */
    public enum Kind {
        /** Advertisements that came in. */
        ADVERTISEMENTS,
        /** Those that a profile decoded. */
        DECODED,
        /** Those that a profile recognised and could not decode. */
        MALFORMED,
        /** Those that said what was said before. */
        REPEATED,
        /** Those whose counter had been used before. */
        REPLAYED,
        /** Those that no profile knows. */
        UNKNOWN,
        /** Those of devices that the user's lists do not admit. */
        DENIED,
        /** Those of devices that wait to be permitted. */
        WAITING,
        /** Those of devices for which there was no room. */
        NO_ROOM,
        /** Things that went for others, since there was no room. */
        EVICTED
    }

    /** Creates counters at zero. */
    public ThingCounters() {
        for (Kind kind : Kind.values()) {
            totals.put(kind, new LongAdder());
        }
        for (CommandResult.Status status : CommandResult.Status.values()) {
            commands.put(status, new LongAdder());
        }
    }

    /** Counts one. */
    public void count(Kind kind) {
        LongAdder adder = totals.get(kind);
        if (adder != null) {
            adder.increment();
        }
    }

    /** Returns the count. */
    public long of(Kind kind) {
        LongAdder adder = totals.get(kind);
        return adder == null ? 0 : adder.sum();
    }

    /** Counts a frame that a profile decoded. */
    public void decoded(Profile profile) {
        count(Kind.DECODED);
        tally(profile).decoded.increment();
    }

    /** Counts a frame that a profile could not decode, and keeps the reason. */
    public void malformed(Profile profile, String device, String why) {
        count(Kind.MALFORMED);
        tally(profile).malformed.increment();
        lastMalformed = profile.info().id() + ", " + device + ": " + why;
    }

    /** Returns which frame was last not decoded, and why. */
    public @Nullable String lastMalformed() {
        return lastMalformed;
    }

    /** Counts what becomes of a command. */
    public CompletionStage<CommandResult> counting(CompletionStage<CommandResult> result) {
        return result.whenComplete((answer, failure) -> {
            LongAdder adder = answer == null ? null : commands.get(answer.status());
            if (adder != null) {
                adder.increment();
            }
        });
    }

    private Tally tally(Profile profile) {
        return profiles.computeIfAbsent(profile.info().id(), id -> new Tally());
    }

    /** Adds every count under its name. */
    public void addTo(Map<String, Long> counters) {
        totals.forEach((kind, adder) -> counters.put(kind.name().toLowerCase(Locale.ROOT), adder.sum()));
        commands.forEach(
                (status, adder) -> counters.put("commands_" + status.name().toLowerCase(Locale.ROOT), adder.sum()));
        profiles.forEach((id, tally) -> {
            String suffix = "_" + id.replace('-', '_');
            counters.put("decoded" + suffix, tally.decoded.sum());
            counters.put("malformed" + suffix, tally.malformed.sum());
        });
    }

    private static final class Tally {
        private final LongAdder decoded = new LongAdder();
        private final LongAdder malformed = new LongAdder();
    }
}
