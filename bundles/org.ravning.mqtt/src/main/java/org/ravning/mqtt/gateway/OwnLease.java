// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether the others can hear this gateway, judged by what it hears of itself: a renewal that comes back from the broker
 * counts from when it was sent. When that was too long ago the gateway has nothing any more, well before the
 * others take over. Guarded by its owner, but for {@link #isValid}.
 */
final class OwnLease {
    private static final int REMEMBERED = 16;

    private final String gateway;
    private final String session;
    private final Timing timing;
    private final Map<Long, Long> sent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long sequence;
    private boolean confirmed;
    private long confirmedAt;
    private long readyAt;
    private volatile long validUntil;
    private boolean twin;
    private long twinAt;
    private int twinBeats;
    private boolean yields;

    OwnLease(String gateway, String session, Timing timing, long now) {
        this.gateway = gateway;
        this.session = session;
        this.timing = timing;
        validUntil = now;
        readyAt = now;
    }

    /** Makes the next renewal. */
    Heartbeat next(long now, boolean leaving, int things) {
        sent.put(++sequence, now);
        return new Heartbeat(gateway, session, sequence, isReady(now), leaving, things);
    }

    /** Takes a renewal of our own id; returns whether we may have missed what others said before it. */
    boolean heard(Heartbeat beat, long now) {
        if (!beat.session().equals(session)) {
            twin(beat, now);
            return false;
        }
        Long at = sent.get(beat.sequence());
        if (at == null) {
            return false;
        }
        boolean missed = !confirmed || !isValid(now) || now - confirmedAt > 2 * timing.beatNanos();
        confirmed = true;
        confirmedAt = now;
        if (at + timing.fenceNanos() - validUntil > 0) {
            validUntil = at + timing.fenceNanos();
        }
        if (missed) {
            readyAt = now + 2 * timing.settleNanos();
        }
        return missed;
    }

    private void twin(Heartbeat beat, long now) {
        twinBeats = twin && now - twinAt < timing.leaseNanos() ? twinBeats + 1 : 1;
        twin = true;
        twinAt = now;
        boolean weTakePart = isReady(now);
        yields = beat.ready() == weTakePart ? beat.session().compareTo(session) < 0 : beat.ready();
    }

    /** Says whether another gateway has the same id: its renewals were heard twice, not long ago. */
    boolean hasTwin(long now) {
        return twin && twinBeats > 1 && now - twinAt < timing.leaseNanos();
    }

    /** Says whether another gateway has the same id, and is the one to have it. */
    boolean yieldsToTwin(long now) {
        return hasTwin(now) && yields;
    }

    /** Says whether what this gateway has is its own still. Any thread may ask. */
    boolean isValid(long now) {
        return validUntil - now > 0;
    }

    /** Says whether this gateway has heard enough of the others to take part. */
    boolean isReady(long now) {
        return confirmed && isValid(now) && now - readyAt >= 0 && !yieldsToTwin(now);
    }
}
