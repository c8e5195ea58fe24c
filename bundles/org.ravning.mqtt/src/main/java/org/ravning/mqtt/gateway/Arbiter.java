// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides, together with those at the other gateways, who has which thing: at most one gateway at a time.
 *
 * <p>A claim says who has a thing; it holds while that gateway renews its lease. Only the owner gives a thing away: when
 * another hears it much better the owner stops first and then says who has it now, so that two never act. What nobody has,
 * because it is new or its owner is not heard, is claimed by the gateway that hears it best; of several claims the best
 * stands, and nobody acts on one before it has settled. A gateway that does not hear itself stops before its lease is over
 * for the others. One thread calls everything but {@link #owns}.
 */
final class Arbiter {
    private static final int MOST_THINGS = 20_000;
    private static final long JUST_LOST = 120_000_000_000L;

    private final String id;
    private final Timing timing;
    private final Surroundings around;
    private final OwnLease lease;
    private final Peers peers;
    private final Standing standing;
    private final Reporter reporter;
    private final Map<String, Holding> things = new HashMap<>();
    private final Set<String> owned = ConcurrentHashMap.newKeySet();
    private long nextBeat;
    private long lastTick;
    private boolean fenced = true;

    /** @param session made up at each start */
    Arbiter(String id, String session, Timing timing, Surroundings around, long now) {
        this.id = id;
        this.timing = timing;
        this.around = around;
        lease = new OwnLease(id, session, timing, now);
        peers = new Peers(timing.leaseNanos());
        standing = new Standing(id, lease, peers);
        reporter = new Reporter(id, session, timing, around, now);
        nextBeat = now;
        lastTick = now;
    }

    /** Does what is due: renews, reports, stops, claims, hands over. */
    void tick(long now) {
        if (now - lastTick > 2 * timing.beatNanos()) {
            peers.grant(now); // this gateway was asleep, not the others
        }
        lastTick = now;
        if (!fenced && (!lease.isValid(now) || lease.yieldsToTwin(now))) {
            fence();
        }
        if (now - nextBeat >= 0) {
            nextBeat = now + timing.beatNanos();
            around.beat(lease.next(now, false, owned.size()));
        }
        reporter.tick(things.values(), now);
        if (lease.isReady(now)) {
            fenced = false;
            List.copyOf(things.values()).forEach(each -> arbitrate(each, now));
        }
    }

    private void fence() {
        fenced = true;
        things.values().forEach(this::lose);
    }

    private void lose(Holding thing) {
        if (thing.phase != Holding.Phase.NONE) {
            thing.phase = Holding.Phase.NONE;
            owned.remove(thing.thing);
            around.lost(thing.thing);
            around.forget(thing.thing);
        }
    }

    // What is decided

    private void arbitrate(Holding thing, long now) {
        Claim claim = thing.claim;
        if (claim != null && claim.isOwnedBy(id)) {
            hold(thing, claim, now);
        } else if (claim == null || isVacant(claim, thing, now)) {
            considerClaim(thing, now);
        } else {
            thing.vacant = false;
        }
    }

    private boolean isVacant(Claim claim, Holding thing, long now) {
        boolean untaken = !claim.isConfirmed() && now - thing.claimedAt > timing.leaseNanos();
        boolean orphaned = now - thing.affirmedAt > timing.affirmNanos();
        return claim.owner().isEmpty() || untaken || orphaned || !peers.isLive(claim.owner(), now);
    }

    private void hold(Holding thing, Claim claim, long now) {
        if (considerHandOver(thing, now)) {
            return;
        }
        if (thing.phase == Holding.Phase.OWNED && now - thing.describedAt >= timing.reportNanos()) {
            thing.describedAt = now;
            around.hears(thing.thing);
        }
        if (thing.phase == Holding.Phase.NONE && thing.signal != null) {
            Claim ours = claim.isConfirmed() ? claim : confirmed(claim); // from before
            thing.take(ours, now);
            thing.phase = Holding.Phase.SETTLING;
            thing.heardBack = false;
            around.claim(thing.thing, ours);
        } else if (thing.phase == Holding.Phase.SETTLING && thing.heardBack && now - thing.actAt >= 0) {
            thing.phase = Holding.Phase.OWNED;
            thing.since = now;
            owned.add(thing.thing);
            around.gained(thing.thing);
        }
    }

    private boolean considerHandOver(Holding thing, long now) {
        String best = null;
        int strongest = Integer.MIN_VALUE;
        for (Map.Entry<String, Integer> peer : peers.hearing(thing.thing, now).entrySet()) {
            if (peer.getValue() > strongest && yields(thing, peer.getKey(), peer.getValue(), now)) {
                best = peer.getKey();
                strongest = peer.getValue();
            }
        }
        if (best == null || around.isBusy(thing.thing)) {
            return false;
        }
        handOver(thing, best, strongest, now);
        return true;
    }

    private boolean yields(Holding thing, String challenger, int rssi, long now) {
        Signal signal = thing.signal;
        if (signal == null) {
            return now - thing.claimedAt > timing.leaseNanos();
        }
        boolean justLost = challenger.equals(thing.before) && now - thing.since < JUST_LOST;
        return Hysteresis.yields(signal, now, rssi, justLost);
    }

    private void handOver(Holding thing, String to, int rssi, long now) {
        Claim next = new Claim(to, id, thing.term() + 1, rssi, said(thing), around.done(thing.thing));
        lose(thing);
        thing.take(next, now);
        thing.handedOver = false;
        if (thing.signal != null) {
            thing.signal.tellAgain();
        }
        around.pass(thing.thing, next);
    }

    private void considerClaim(Holding thing, long now) {
        if (!thing.vacant) {
            thing.vacant = true;
            thing.vacantSince = now;
        }
        Signal signal = thing.signal;
        if (signal == null || !signal.isFresh(now)) {
            return;
        }
        int rssi = signal.told();
        long better = peers.hearing(thing.thing, now).entrySet().stream()
                .filter(peer -> peer.getValue() > rssi
                        || peer.getValue() == rssi && peer.getKey().compareTo(id) < 0)
                .count();
        boolean isNew = thing.claim == null || thing.claim.owner().isEmpty();
        long patience = (isNew ? 1 : 0) + 4 * better;
        if (now - thing.vacantSince >= patience * timing.settleNanos()) {
            claim(thing, signal.rssi(), now);
        }
    }

    private void claim(Holding thing, int rssi, long now) {
        Claim.Said said = said(thing);
        if (said.removed() != Claim.Removal.NONE) {
            said = around.said(thing.thing);
        }
        Claim old = thing.claim;
        thing.before = old == null ? "" : old.owner();
        thing.handedOver = false;
        Claim claim = new Claim(id, id, thing.term() + 1, rssi, said, old == null ? List.of() : old.done());
        thing.take(claim, now);
        thing.phase = Holding.Phase.SETTLING;
        thing.heardBack = false;
        around.claim(thing.thing, claim);
    }

    /** What was claimed holds; a name that nobody told yet is ours. */
    private Claim.Said said(Holding thing) {
        Claim claim = thing.claim;
        return claim == null || claim.said().name() == null ? around.said(thing.thing) : claim.said();
    }

    // What others say

    /** Takes a claim, in whatever order claims come, and however often. */
    void onClaim(String name, Claim claim, long now) {
        Holding thing = thing(name, now);
        if (thing == null) {
            return;
        }
        if (!claim.isOwnedBy(id)) {
            peers.named(claim.owner(), now);
        }
        Claim current = thing.claim;
        if (current == null || claim.beats(current)) {
            accept(thing, claim, now);
        } else if (claim.isSame(current)) {
            thing.affirmedAt = now;
            if (!claim.isOwnedBy(id) && claim.done().size() >= current.done().size()) {
                thing.claim = claim; // with what was done since
            }
            if (thing.phase == Holding.Phase.SETTLING && !thing.heardBack && claim.isOwnedBy(id)) {
                thing.heardBack = true;
                thing.actAt = now + timing.settleNanos();
            }
        } else if (current.isOwnedBy(id) && thing.phase != Holding.Phase.NONE) {
            insist(thing, current, now);
        }
    }

    private void accept(Holding thing, Claim claim, long now) {
        Claim old = thing.claim;
        if (thing.phase != Holding.Phase.NONE) {
            lose(thing);
        }
        thing.take(claim, now);
        boolean told = old != null && old.said().equals(claim.said());
        if (!told) {
            around.said(thing.thing, claim.said());
        }
        if (claim.isOwnedBy(id) && !claim.isConfirmed() && lease.isReady(now)) {
            thing.before = claim.by();
            peers.forget(claim.by(), thing.thing);
            thing.handedOver = true;
            Claim ours = confirmed(claim);
            thing.take(ours, now);
            thing.phase = Holding.Phase.SETTLING;
            thing.heardBack = true; // who had it has stopped already
            thing.actAt = now;
            around.claim(thing.thing, ours);
            hold(thing, ours, now);
        }
    }

    private Claim confirmed(Claim claim) {
        return new Claim(id, id, claim.term() + 1, claim.rssi(), claim.said(), claim.done());
    }

    /** A worse claim stands at the broker, or did: ours must stand there. */
    private void insist(Holding thing, Claim ours, long now) {
        if (now - thing.insistedAt >= timing.settleNanos()) {
            thing.insistedAt = now;
            around.forget(thing.thing);
            around.claim(thing.thing, ours);
        }
    }

    /** The retained claim was removed by somebody. */
    void onCleared(String name, long now) {
        Holding thing = things.get(name);
        if (thing != null && thing.claim != null && thing.phase != Holding.Phase.NONE) {
            insist(thing, thing.claim, now);
        }
    }

    /** Takes a renewal, another's or our own. */
    void onHeartbeat(Heartbeat beat, long now) {
        if (!beat.gateway().equals(id)) {
            if (peers.beat(beat, now)) {
                reporter.again();
                if (peers.hasRestarted(beat.gateway())) {
                    began(beat.gateway(), now);
                }
            }
        } else if (lease.heard(beat, now)) {
            peers.grant(now);
            reporter.again();
        }
    }

    /** A gateway that starts must say anew what it has; it may not know of it. */
    private void began(String gateway, long now) {
        long soon = now - timing.affirmNanos() + 2 * timing.lease().toNanos();
        things.values().stream().filter(thing -> thing.isOwnedBy(gateway)).forEach(thing -> thing.affirmedAt = soon);
    }

    /** Takes what another gateway hears and has. */
    void onReport(Report report, long now) {
        if (report.gateway().equals(id)) {
            return;
        }
        peers.report(report, now);
        report.owned().forEach((name, term) -> {
            Holding thing = thing(name, now);
            if (thing != null) {
                onOwned(thing, report, term, now);
            }
        });
    }

    private void onOwned(Holding thing, Report report, long term, long now) {
        Claim current = thing.claim;
        Integer rssi = report.heard().get(thing.thing);
        if (current == null || term > current.term()) {
            Claim.Said said = current == null ? Claim.Said.NOTHING : current.said();
            List<String> done = current == null ? List.of() : current.done();
            Claim claim = new Claim(report.gateway(), report.gateway(), term, rssi == null ? -127 : rssi, said, done);
            accept(thing, claim, now);
        } else if (term == current.term() && current.isOwnedBy(report.gateway())) {
            thing.affirmedAt = now;
        }
    }

    // What is heard here

    /** The thing was heard. */
    void heard(String name, int rssi, boolean connectable, long now) {
        Holding thing = thing(name, now);
        if (thing != null) {
            if (thing.signal == null) {
                thing.signal = new Signal(connectable, now);
            }
            thing.signal.heard(rssi, now);
        }
    }

    /** The thing is no longer one here. */
    void gone(String name) {
        Holding thing = things.get(name);
        if (thing != null && thing.signal != null) {
            thing.signal = null;
            reporter.gone(name);
            if (thing.claim == null) {
                things.remove(name);
            }
        }
    }

    private @Nullable Holding thing(String name, long now) {
        Holding thing = things.get(name);
        if (thing == null && things.size() < MOST_THINGS) {
            thing = new Holding(name, now);
            things.put(name, thing);
        }
        return thing;
    }

    // What the user says

    /** Something was said here of a thing that this gateway has: all others are to know. */
    void tell(String name, Claim.Said said, long now) {
        Holding thing = things.get(name);
        if (thing == null || thing.phase == Holding.Phase.NONE || thing.claim == null) {
            return;
        }
        boolean removed = said.removed() != Claim.Removal.NONE;
        Claim next = new Claim(
                removed ? "" : id, removed ? "" : id, thing.term() + 1, thing.claim.rssi(), said, thing.claim.done());
        if (removed) {
            lose(thing);
            thing.take(next, now);
            around.pass(name, next);
        } else {
            thing.take(next, now);
            around.claim(name, next);
        }
    }

    /** Commands were carried out for a thing: others are to know which, should they come to have it. */
    void tellDone(String name) {
        Holding thing = things.get(name);
        Claim old = thing == null ? null : thing.claim;
        if (thing != null && old != null && thing.phase == Holding.Phase.OWNED) {
            thing.claim = new Claim(old.owner(), old.by(), old.term(), old.rssi(), old.said(), around.done(name));
            around.claim(name, thing.claim);
        }
    }

    /** Ends: others may take everything at once. */
    void leave(long now) {
        boolean valid = lease.isValid(now);
        fence();
        if (valid) {
            around.beat(lease.next(now, true, 0));
        }
    }

    // What may be asked

    /** Says whether this gateway has the thing now. Any thread may ask. */
    boolean owns(String name, long now) {
        return owned.contains(name) && lease.isValid(now);
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

    /** The broker says that a gateway's connection is gone. */
    void onAway(String gateway) {
        peers.away(gateway);
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

    /** Returns which gateways hear the thing, and how well in dBm. */
    Map<String, Integer> heardBy(String name, long now) {
        Map<String, Integer> all = new TreeMap<>(peers.hearing(name, now));
        Holding thing = things.get(name);
        if (thing != null && thing.signal != null && thing.signal.isFresh(now)) {
            all.put(id, thing.signal.rssi());
        }
        return all;
    }

    /** Returns how this gateway stands among the others. */
    Standing standing() {
        return standing;
    }

    int owned() {
        return owned.size();
    }
}
