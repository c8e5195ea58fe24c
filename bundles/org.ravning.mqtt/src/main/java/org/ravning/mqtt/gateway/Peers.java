// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The other gateways. Guarded by its owner. */
final class Peers {
    private static final int MOST = 64;

    private final long lease;
    private final Map<String, Peer> peers = new TreeMap<>();

    Peers(long lease) {
        this.lease = lease;
    }

    /** Takes note of a gateway that somebody else named: it gets a whole lease to be heard. */
    void named(String gateway, long now) {
        if (!gateway.isEmpty() && !peers.containsKey(gateway)) {
            find(gateway).ifPresent(peer -> peer.grant(now, lease));
        }
    }

    /** Takes a renewal; returns whether a gateway came. */
    boolean beat(Heartbeat beat, long now) {
        return find(beat.gateway()).map(peer -> peer.beat(beat, now, lease)).orElse(false);
    }

    void report(Report report, long now) {
        find(report.gateway()).ifPresent(peer -> peer.report(report, now));
    }

    /** Gives all a whole lease: this gateway could not hear for a while. */
    void grant(long now) {
        peers.values().forEach(peer -> peer.grant(now, lease));
    }

    private Optional<Peer> find(String gateway) {
        if (peers.size() < MOST || peers.containsKey(gateway)) {
            return Optional.of(peers.computeIfAbsent(gateway, id -> new Peer()));
        }
        return Optional.empty();
    }

    boolean isLive(String gateway, long now) {
        Peer peer = peers.get(gateway);
        return peer != null && peer.isLive(now);
    }

    boolean isReady(String gateway, long now) {
        Peer peer = peers.get(gateway);
        return peer != null && peer.isReady(now);
    }

    /** Forgets how a gateway hears a thing, until it tells again. */
    void forget(String gateway, String thing) {
        Peer peer = peers.get(gateway);
        if (peer != null) {
            peer.forget(thing);
        }
    }

    void away(String gateway) {
        Peer peer = peers.get(gateway);
        if (peer != null) {
            peer.away();
        }
    }

    boolean hasRestarted(String gateway) {
        Peer peer = peers.get(gateway);
        return peer != null && peer.hasRestarted();
    }

    boolean isAway(String gateway) {
        Peer peer = peers.get(gateway);
        return peer != null && peer.isAway();
    }

    /** Returns the ids of those that take part, in order. */
    List<String> ready(long now) {
        return peers.entrySet().stream()
                .filter(peer -> peer.getValue().isReady(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns how well those that take part hear the thing, in dBm by their ids. */
    Map<String, Integer> hearing(String thing, long now) {
        Map<String, Integer> hearing = new TreeMap<>();
        peers.forEach((id, peer) -> {
            Integer rssi = peer.rssi(thing, now);
            if (rssi != null && peer.isReady(now)) {
                hearing.put(id, rssi);
            }
        });
        return hearing;
    }
}
