// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Quality;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingState.TimedValue;
import org.ravning.things.time.Time;

/**
 * Shows what a command sets before it is carried out, for things whose owner wants that.
 *
 * <pre>
 *   told --(command taken in)--&gt; assumed --(device tells)--&gt; told
 *                                   |  '--(command is ok)--&gt; stays assumed until the device tells
 *                                   '--(command fails)--&gt; what was told before; uncertain if it may have happened
 * </pre>
 */
public final class Optimism {
    private final ReentrantLock lock;
    private final ThingStore things;
    private final Reporter reporter;
    private final Time time;

    Optimism(ReentrantLock lock, ThingStore things, Reporter reporter, Time time) {
        this.lock = lock;
        this.things = things;
        this.reporter = reporter;
        this.time = time;
    }

    /** What was assumed because of one command. */
    public static final class Bet {
        private final ThingId id;
        private final List<String> names = new ArrayList<>();

        private Bet(ThingId id) {
            this.id = id;
        }
    }

    /**
     * What a property was before it was assumed to be something else.
     *
     * @param before what was told last, if anything
     * @param bet why it was assumed
     */
    record Assumed(@Nullable TimedValue before, Bet bet) {}

    /** Shows the values that the command sets, if the thing is treated so; empty if nothing is shown. */
    public Optional<Bet> assume(ThingId id, Command command) {
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            if (thing == null || !thing.sieve().options().optimistic()) {
                return Optional.empty();
            }
            Bet bet = new Bet(id);
            List<Reading> readings = new ArrayList<>();
            command.set().forEach((name, value) -> {
                Property property = thing.property(name);
                if (property != null && property.access().contains(Access.PUBLISHED)) {
                    thing.assume(name, bet);
                    bet.names.add(name);
                    readings.add(new Reading(property, value, Quality.ASSUMED));
                }
            });
            reporter.tell(thing, readings, time.now());
            return bet.names.isEmpty() ? Optional.empty() : Optional.of(bet);
        } finally {
            lock.unlock();
        }
    }

    /** Takes back what is still assumed because of the command, if it was not carried out. */
    public void settle(Bet bet, CommandResult result) {
        CommandResult.Failure failure = result.error();
        boolean mayHaveHappened = failure != null && failure.code() == CommandResult.Code.UNKNOWN_OUTCOME;
        lock.lock();
        try {
            TrackedThing thing = things.of(bet.id);
            if (thing == null) {
                return;
            }
            Set<String> done = result.values().keySet();
            boolean ok = result.status() == CommandResult.Status.OK;
            reporter.told(thing, thing.settle(bet, bet.names, name -> ok || done.contains(name), mayHaveHappened));
        } finally {
            lock.unlock();
        }
    }
}
