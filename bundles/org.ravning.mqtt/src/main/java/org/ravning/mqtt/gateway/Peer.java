// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Another gateway, as this one hears it. Guarded by its owner. */
final class Peer {
    private static final int OLD_SESSIONS = 8;
    private static final int MOST_THINGS = 20_000;
    /** Each signal is told once a minute at least; two of these may get lost. */
    private static final long LASTING = Duration.ofSeconds(200).toNanos();

    private final Map<String, Heard> heard = new HashMap<>();
    private final Deque<String> oldSessions = new ArrayDeque<>();
    private String session = "";
    private long sequence;
    private long until;
    private boolean known;
    private boolean ready;
    private boolean left;
    private boolean away;
    private boolean restarted;

    /** Takes a renewal; one that is old, or comes twice, renews nothing. Returns whether a session began. */
    boolean beat(Heartbeat beat, long now, long lease) {
        boolean begins = !beat.session().equals(session);
        if (begins ? oldSessions.contains(beat.session()) : beat.sequence() <= sequence) {
            return false;
        }
        if (begins) {
            begin(beat.session());
        }
        sequence = beat.sequence();
        ready = beat.ready() && !beat.leaving();
        left = beat.leaving();
        known = true;
        away = false;
        until = left ? now : now + lease;
        return begins;
    }

    private void begin(String next) {
        oldSessions.add(session);
        if (oldSessions.size() > OLD_SESSIONS) {
            oldSessions.remove();
        }
        restarted = !session.isEmpty();
        session = next;
        heard.clear();
    }

    /** Gives it a whole lease: we may not have heard it though it was there. */
    void grant(long now, long lease) {
        if (!left) {
            known = true;
            until = now + lease;
        }
    }

    /** The broker says that its connection is gone: it gets nothing until it is heard again. */
    void away() {
        away = true;
    }

    /** Says whether the session is not the first that was heard. */
    boolean hasRestarted() {
        return restarted;
    }

    boolean isAway() {
        return away;
    }

    boolean isLive(long now) {
        return known && until - now > 0;
    }

    boolean isReady(long now) {
        return ready && isLive(now);
    }

    void report(Report report, long now) {
        if (report.session().equals(session)) {
            report.heard().forEach((thing, rssi) -> {
                if (rssi == null) {
                    heard.remove(thing);
                } else if (heard.size() < MOST_THINGS || heard.containsKey(thing)) {
                    heard.put(thing, new Heard(rssi, now));
                }
            });
        }
    }

    /** Returns how it hears the thing, or null if it does not. */
    @Nullable
    Integer rssi(String thing, long now) {
        Heard last = heard.get(thing);
        return last == null || now - last.at() > LASTING ? null : last.rssi();
    }

    /** Forgets how it hears a thing, until it tells again. */
    void forget(String thing) {
        heard.remove(thing);
    }

    /** What it told last of a thing. */
    private record Heard(int rssi, long at) {}
}
