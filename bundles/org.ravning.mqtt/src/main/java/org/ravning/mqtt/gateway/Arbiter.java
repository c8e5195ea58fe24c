// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.List;

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
    private final String id;
    private final Timing timing;
    private final Surroundings around;
    private final OwnLease lease;
    private final Peers peers;
    private final Standing standing;
    private final Reporter reporter;
    private final Holdings things;
    private final HandOver handOver;
    private long nextBeat;
    private long lastTick;
    private boolean fenced = true;
    private boolean leaving;

    /** @param session made up at each start */
    Arbiter(String id, String session, Timing timing, Surroundings around, long now) {
        this.id = id;
        this.timing = timing;
        this.around = around;
        lease = new OwnLease(id, session, timing, now);
        peers = new Peers(timing.leaseNanos());
        standing = new Standing(id, lease, peers);
        things = new Holdings(id, timing, around, lease, peers);
        handOver = new HandOver(id, timing, around, peers, things);
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
            around.beat(lease.next(now, false, things.owned()));
        }
        reporter.tick(things.all(), now);
        if (lease.isReady(now) && !leaving) {
            fenced = false;
            List.copyOf(things.all()).forEach(each -> arbitrate(each, now));
        }
    }

    private void fence() {
        fenced = true;
        things.loseAll(true);
    }

    // What is decided

    private void arbitrate(Holding thing, long now) {
        Claim claim = thing.claim;
        if (claim != null && claim.isOwnedBy(id)) {
            hold(thing, claim, now);
        } else if (claim == null || things.isVacant(claim, thing, now)) {
            considerClaim(thing, now);
        } else {
            thing.vacant = false;
        }
    }

    private void hold(Holding thing, Claim claim, long now) {
        if (handOver.consider(thing, now)) {
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
            things.act(thing, now);
        }
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
        Claim.Said said = things.said(thing);
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

    // What others say

    /** Takes a claim, in whatever order claims come, and however often. */
    void onClaim(String name, Claim claim, long now) {
        Holding thing = things.get(name, now);
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
            things.lose(thing);
        }
        thing.take(claim, now);
        boolean told = old != null && old.said().equals(claim.said());
        if (!told) {
            around.said(thing.thing, claim.said());
        }
        if (claim.isOwnedBy(id) && !claim.isConfirmed() && !leaving && lease.isReady(now)) {
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
        Holding thing = things.find(name);
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
        things.all().stream().filter(thing -> thing.isOwnedBy(gateway)).forEach(thing -> thing.affirmedAt = soon);
    }

    /** Takes what another gateway hears and has. */
    void onReport(Report report, long now) {
        if (report.gateway().equals(id)) {
            return;
        }
        peers.report(report, now);
        report.owned().forEach((name, term) -> {
            Holding thing = things.get(name, now);
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
        Holding thing = things.get(name, now);
        if (thing != null) {
            if (thing.signal == null) {
                thing.signal = new Signal(connectable, now);
            }
            thing.signal.heard(rssi, now);
        }
    }

    /** There is a link to the thing: it is there, though most things are silent then. */
    void linked(String name, long now) {
        Holding thing = things.find(name);
        if (thing != null && thing.signal != null) {
            thing.signal.linked(now);
        }
    }

    /** The thing is no longer one here. */
    void gone(String name) {
        Holding thing = things.find(name);
        if (thing != null && thing.signal != null) {
            thing.signal = null;
            reporter.gone(name);
            if (thing.claim == null) {
                things.remove(name);
            }
        }
    }

    // What the user says

    /** Something was said here of a thing that this gateway has: all others are to know. */
    void tell(String name, Claim.Said said, long now) {
        Holding thing = things.find(name);
        if (thing == null || thing.phase == Holding.Phase.NONE || thing.claim == null) {
            return;
        }
        boolean removed = said.removed() != Claim.Removal.NONE;
        Claim next = new Claim(
                removed ? "" : id, removed ? "" : id, thing.term() + 1, thing.claim.rssi(), said, thing.claim.done());
        if (removed) {
            things.lose(thing);
            thing.take(next, now);
            around.pass(name, next);
        } else {
            thing.take(next, now);
            around.claim(name, next);
        }
    }

    /** Commands were carried out for a thing: others are to know which, should they come to have it. */
    void tellDone(String name) {
        Holding thing = things.find(name);
        Claim old = thing == null ? null : thing.claim;
        if (thing != null && old != null && thing.phase == Holding.Phase.OWNED) {
            thing.claim = new Claim(old.owner(), old.by(), old.term(), old.rssi(), old.said(), around.done(name));
            around.claim(name, thing.claim);
        }
    }

    /** Takes part no more, and has links end after what is under way; returns the things that this gateway had. */
    List<String> stop() {
        leaving = true;
        fenced = true;
        return things.loseAll(false);
    }

    /** Ends: others may take everything at once. */
    void leave(long now) {
        boolean valid = lease.isValid(now);
        stop();
        if (valid) {
            around.beat(lease.next(now, true, 0));
        }
    }

    /** The broker says that a gateway's connection is gone. */
    void onAway(String gateway) {
        peers.away(gateway);
    }

    // What may be asked

    /** Says whether this gateway has the thing now. Any thread may ask. */
    boolean owns(String name, long now) {
        return things.owns(name, now);
    }

    /** Returns what is known of the things. */
    Holdings things() {
        return things;
    }

    /** Returns how this gateway stands among the others. */
    Standing standing() {
        return standing;
    }
}
