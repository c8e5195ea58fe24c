// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.Map;

/**
 * Gives things away to gateways that are better off with them. Who has a thing stops speaking for it, has its link end
 * after what is under way, and says only then who has it: a device takes one link as a rule. Guarded by the arbiter.
 */
final class HandOver {
    private static final long JUST_LOST = 120_000_000_000L;

    private final String id;
    private final Timing timing;
    private final Surroundings around;
    private final Peers peers;
    private final Holdings things;

    HandOver(String id, Timing timing, Surroundings around, Peers peers, Holdings things) {
        this.id = id;
        this.timing = timing;
        this.around = around;
        this.peers = peers;
        this.things = things;
    }

    /** Gives a thing of ours away if another shall have it; returns whether it is another's now, or is about to be. */
    boolean consider(Holding thing, long now) {
        if (thing.phase == Holding.Phase.RELEASING) {
            return proceed(thing, now);
        }
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
        thing.heir = best;
        thing.heirRssi = strongest;
        thing.releasedAt = now;
        things.release(thing);
        thing.phase = Holding.Phase.RELEASING;
        return proceed(thing, now);
    }

    private boolean yields(Holding thing, String challenger, int rssi, long now) {
        Signal signal = thing.signal;
        if (signal == null) {
            return now - thing.claimedAt > timing.leaseNanos();
        }
        boolean justLost = challenger.equals(thing.before) && now - thing.since < JUST_LOST;
        return Hysteresis.yields(signal, now, rssi, justLost);
    }

    private boolean proceed(Holding thing, long now) {
        if (around.isLinked(thing.thing)
                && now - thing.releasedAt < timing.lease().toNanos()) {
            return true;
        }
        thing.phase = Holding.Phase.NONE;
        if (!peers.isReady(thing.heir, now)) {
            return false; // it is ours again
        }
        Claim next = new Claim(
                thing.heir, id, thing.term() + 1, thing.heirRssi, things.said(thing), around.done(thing.thing));
        thing.take(next, now);
        thing.handedOver = false;
        if (thing.signal != null) {
            thing.signal.tellAgain();
        }
        around.pass(thing.thing, next);
        return true;
    }
}
