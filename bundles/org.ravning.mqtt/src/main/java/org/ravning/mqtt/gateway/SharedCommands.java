// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a command is carried out by one gateway and answered. Every gateway gets every command: who has the
 * thing carries it out, the others remember it until they hear its answer. Who comes to have the thing meanwhile carries
 * out what was left, unless the gateway before may have done so: then nobody knows, and that is the answer. Guarded by its
 * owner.
 */
final class SharedCommands {
    private static final int MOST_HELD = 1_000;
    private static final int MOST_THINGS = 1_000;
    private static final long GRACE = 5_000_000_000L;

    private final Arbiter arbiter;
    private final Execution execution;
    private final Map<String, Held> held = new LinkedHashMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Map<String, Set<String>> done = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > MOST_THINGS;
        }
    };

    SharedCommands(Arbiter arbiter, Execution execution) {
        this.arbiter = arbiter;
        this.execution = execution;
    }

    /** What becomes of a command. */
    interface Execution {
        /** Carries it out here, and answers it; what was answered before is answered again. */
        void carryOut(SharedCommand command, long now);

        /** Answers that nobody has the thing. */
        void unreachable(SharedCommand command);

        /** Answers that it may have happened or not. */
        void unknownOutcome(SharedCommand command);

        /** Says whether its answer is known. */
        boolean isAnswered(SharedCommand command);

        /** There is no room to remember it. */
        void dropped(SharedCommand command);
    }

    /** A command that another gateway is to carry out. */
    private record Held(SharedCommand command, boolean risky) {}

    /** A command that is under way here. */
    private record Running(@Nullable String thing, long until) {}

    /** Takes a command. */
    void onCommand(SharedCommand command, long now) {
        if (isOurs(command, now)) {
            run(command, now);
        } else if (command.key() == null) {
            if (nobodyHas(command, now) && arbiter.standing().leads(now)) {
                execution.unreachable(command);
            }
        } else if (execution.isAnswered(command)) {
            if (nobodyHas(command, now) && arbiter.standing().leads(now)) {
                execution.carryOut(command, now);
            }
        } else if (held.size() < MOST_HELD) {
            held.putIfAbsent(command.key(), new Held(command, mayHaveBeenTaken(command, now)));
        } else {
            execution.dropped(command);
        }
    }

    /** Says whether this gateway is the one to carry the command out. */
    boolean isOurs(SharedCommand command, long now) {
        String thing = command.thing();
        return thing == null ? arbiter.standing().leads(now) : arbiter.owns(thing, now);
    }

    private boolean nobodyHas(SharedCommand command, long now) {
        String thing = command.thing();
        return thing != null && arbiter.things().owner(thing, now).isEmpty();
    }

    private boolean mayHaveBeenTaken(SharedCommand command, long now) {
        String thing = command.thing();
        return thing == null || arbiter.things().mayAct(thing, now);
    }

    private void run(SharedCommand command, long now) {
        String key = command.key();
        String thing = command.thing();
        if (key == null || thing == null) {
            execution.carryOut(command, now);
            return;
        }
        boolean wasDone = isDone(thing, key);
        if (wasDone && !execution.isAnswered(command) && !running.containsKey(key)) {
            execution.unknownOutcome(command);
            return;
        }
        note(thing, key);
        if (!execution.isAnswered(command)) {
            running.put(key, new Running(thing, command.deadline() + GRACE));
        }
        execution.carryOut(command, now);
    }

    private void note(String thing, String key) {
        Set<String> keys = done.computeIfAbsent(thing, t -> new LinkedHashSet<>());
        if (keys.add(key)) {
            changed.add(thing);
        }
        Iterator<String> oldest = keys.iterator();
        while (keys.size() > Claim.MOST_DONE && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }

    private boolean isDone(String thing, String key) {
        return done(thing).contains(key);
    }

    /** An answer was heard, our own or another's. */
    void onResponse(String key) {
        held.remove(key);
        running.remove(key);
    }

    /** This gateway has the thing now: what was left is carried out, unless it may have been before. */
    void gained(String thing, long now) {
        boolean handedOver = arbiter.things().wasHandedOver(thing);
        for (Held each : List.copyOf(held.values())) {
            SharedCommand command = each.command();
            String key = command.key();
            if (key != null && thing.equals(command.thing())) {
                held.remove(key);
                settle(each, thing, key, handedOver, now);
            }
        }
    }

    private void settle(Held each, String thing, String key, boolean handedOver, long now) {
        if (handedOver ? isDone(thing, key) : each.risky() || isDone(thing, key)) {
            if (!handedOver) {
                note(thing, key);
                execution.unknownOutcome(each.command());
            }
        } else if (now - each.command().deadline() >= 0) {
            execution.unreachable(each.command());
        } else {
            run(each.command(), now);
        }
    }

    /** Answers what nobody answered in time, and forgets what is long over. */
    void tick(long now) {
        running.values().removeIf(each -> now - each.until() >= 0);
        for (Held each : List.copyOf(held.values())) {
            SharedCommand command = each.command();
            long late = now - due(command, now);
            if (late >= 0 && arbiter.standing().leads(now) || late - 2 * GRACE >= 0) {
                held.remove(String.valueOf(command.key()));
                answer(each, now);
            }
        }
    }

    /** Returns when somebody must answer; the gateway that leads does, or any if that one does not know the command. */
    private long due(SharedCommand command, long now) {
        long time = command.deadline() - command.arrived();
        return command.deadline() + (nobodyHas(command, now) ? -time / 10 : GRACE);
    }

    private void answer(Held each, long now) {
        if (!arbiter.standing().isThere(now)) {
            return; // nobody would hear it
        }
        if (each.risky()) {
            execution.unknownOutcome(each.command());
        } else {
            execution.unreachable(each.command());
        }
    }

    /** Says whether a command for the thing is under way here. */
    boolean isBusy(String thing) {
        return running.values().stream().anyMatch(each -> thing.equals(each.thing()));
    }

    /** Returns the keys of commands that were carried out last, here or by who had it before. */
    List<String> done(String thing) {
        Set<String> all = new LinkedHashSet<>();
        Claim claim = arbiter.things().claim(thing);
        if (claim != null) {
            all.addAll(claim.done());
        }
        Set<String> here = done.getOrDefault(thing, Set.of());
        all.removeAll(here);
        all.addAll(here);
        return new ArrayList<>(all);
    }

    /** Returns the things for which commands were carried out since this was asked last. */
    List<String> changed() {
        List<String> all = List.copyOf(changed);
        changed.clear();
        return all;
    }
}
