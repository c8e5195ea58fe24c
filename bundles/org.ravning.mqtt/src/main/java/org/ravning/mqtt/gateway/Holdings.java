// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The things that some gateway claims or hears, and which of them this gateway has. Guarded by the arbiter, but for
 * {@link #owns}.
 */
final class Holdings {
    private static final int MOST_THINGS = 20_000;

    private final String id;
    private final Timing timing;
    private final Surroundings around;
    private final OwnLease lease;
    private final Peers peers;
    private final Map<String, Holding> things = new HashMap<>();
    private final Set<String> owned = ConcurrentHashMap.newKeySet();

    Holdings(String id, Timing timing, Surroundings around, OwnLease lease, Peers peers) {
        this.id = id;
        this.timing = timing;
        this.around = around;
        this.lease = lease;
        this.peers = peers;
    }

    // Which there are

    Collection<Holding> all() {
        return things.values();
    }

    @Nullable
    Holding find(String name) {
        return things.get(name);
    }

    /** Returns the thing, a new one if need be; null if there are too many. */
    @Nullable
    Holding get(String name, long now) {
        Holding thing = things.get(name);
        if (thing == null && things.size() < MOST_THINGS) {
            thing = new Holding(name, now);
            things.put(name, thing);
        }
        return thing;
    }

    void remove(String name) {
        things.remove(name);
    }

    // What this gateway has

    void act(Holding thing, long now) {
        thing.phase = Holding.Phase.OWNED;
        thing.since = now;
        owned.add(thing.thing);
        around.gained(thing.thing);
    }

    /** Does nothing more for a thing, at once. */
    void lose(Holding thing) {
        if (thing.phase != Holding.Phase.NONE) {
            thing.phase = Holding.Phase.NONE;
            owned.remove(thing.thing);
            around.lost(thing.thing);
            around.forget(thing.thing);
        }
    }

    /** Does nothing more for a thing, after what is under way; returns whether it had it. */
    boolean release(Holding thing) {
        if (thing.phase == Holding.Phase.NONE) {
            return false;
        }
        thing.phase = Holding.Phase.NONE;
        owned.remove(thing.thing);
        around.released(thing.thing);
        around.forget(thing.thing);
        return true;
    }

    int owned() {
        return owned.size();
    }

    // What may be asked

    /** Says whether this gateway has the thing now. Any thread may ask. */
    boolean owns(String name, long now) {
        return owned.contains(name) && lease.isValid(now);
    }

    boolean isVacant(Claim claim, Holding thing, long now) {
        boolean untaken = !claim.isConfirmed() && now - thing.claimedAt > timing.leaseNanos();
        boolean orphaned = now - thing.affirmedAt > timing.affirmNanos();
        return claim.owner().isEmpty() || untaken || orphaned || !peers.isLive(claim.owner(), now);
    }

    /** Returns who has the thing and is there, or an empty text. */
    String owner(String name, long now) {
        Holding thing = things.get(name);
        if (thing == null || thing.claim == null) {
            return "";
        }
        String owner = thing.claim.owner();
        if (owner.equals(id)) {
            return owns(name, now) ? id : "";
        }
        return isVacant(thing.claim, thing, now) ? "" : owner;
    }

    /** Says whether another gateway that has the thing may act on what it gets now. */
    boolean mayAct(String name, long now) {
        String owner = owner(name, now);
        return !owner.isEmpty() && !peers.isAway(owner);
    }

    /** Says whether the gateway that had the thing before gave it to us, and so told what it had done. */
    boolean wasHandedOver(String name) {
        Holding thing = things.get(name);
        return thing != null && thing.handedOver;
    }

    /** Returns the id of the thing that has this name by its claim, if any does. */
    @Nullable
    String named(String name) {
        return things.values().stream()
                .filter(thing -> thing.thing.equals(name)
                        || thing.claim != null && name.equals(thing.claim.said().name()))
                .map(thing -> thing.thing)
                .findFirst()
                .orElse(null);
    }

    /** Returns what is claimed of a thing, or null if nothing is. */
    @Nullable
    Claim claim(String name) {
        Holding thing = things.get(name);
        return thing == null ? null : thing.claim;
    }

    /** What was claimed of a thing holds; a name that nobody told yet is ours. */
    Claim.Said said(Holding thing) {
        Claim claim = thing.claim;
        return claim == null || claim.said().name() == null ? around.said(thing.thing) : claim.said();
    }

    /** Returns which gateways hear the thing, and how well in dBm. */
    Map<String, Integer> heardBy(String name, long now) {
        Map<String, Integer> hearing = new TreeMap<>(peers.hearing(name, now));
        Holding thing = things.get(name);
        if (thing != null && thing.signal != null && thing.signal.isFresh(now)) {
            hearing.put(id, thing.signal.rssi());
        }
        return hearing;
    }

    /** Does nothing more for anything, at once or after what is under way; returns what this gateway had. */
    List<String> loseAll(boolean atOnce) {
        List<String> had = List.copyOf(owned);
        things.values().forEach(atOnce ? this::lose : this::release);
        return had;
    }
}
