// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells the others what is heard here, in batches: a thing when its signal changed by some dB, came or went, and once a
 * minute. What this gateway has is told along with it, so that others learn of it though they missed the claim.
 */
final class Reporter {
    private static final int BATCH = 200;
    private static final int BATCHES = 10;
    private static final long AGAIN = Duration.ofSeconds(60).toNanos();

    private final String gateway;
    private final String session;
    private final Timing timing;
    private final Surroundings around;
    private final Set<String> gone = new LinkedHashSet<>();
    private boolean everything;
    private long next;

    Reporter(String gateway, String session, Timing timing, Surroundings around, long now) {
        this.gateway = gateway;
        this.session = session;
        this.timing = timing;
        this.around = around;
        next = now + timing.settleNanos();
    }

    /** Somebody may have missed what was told: tells it all again. */
    void again() {
        everything = true;
    }

    void gone(String thing) {
        gone.add(thing);
    }

    void tick(Collection<Holding> things, long now) {
        if (now - next < 0) {
            return;
        }
        next = now + timing.reportNanos();
        Map<String, @Nullable Integer> heard = new LinkedHashMap<>();
        Map<String, Long> owned = new LinkedHashMap<>();
        gone.forEach(thing -> heard.put(thing, null));
        gone.clear();
        int batches = 0;
        for (Holding thing : things) {
            if (batches < BATCHES && tell(thing, heard, owned, now) && heard.size() + owned.size() >= BATCH) {
                send(heard, owned);
                batches++;
            }
        }
        everything = everything && batches >= BATCHES;
        send(heard, owned);
    }

    private boolean tell(Holding thing, Map<String, @Nullable Integer> heard, Map<String, Long> owned, long now) {
        Signal signal = thing.signal;
        boolean isHeard = signal != null && isNews(signal, now);
        if (signal != null && isHeard) {
            heard.put(thing.thing, signal.report(now));
        }
        boolean isOwned = thing.phase == Holding.Phase.OWNED && (isHeard || everything || now - thing.toldAt >= AGAIN);
        if (isOwned) {
            owned.put(thing.thing, thing.term());
            thing.toldAt = now;
        }
        return isHeard || isOwned;
    }

    private boolean isNews(Signal signal, long now) {
        return signal.isNews(now) || everything && signal.isFresh(now);
    }

    private void send(Map<String, @Nullable Integer> heard, Map<String, Long> owned) {
        if (!heard.isEmpty() || !owned.isEmpty()) {
            around.report(new Report(gateway, session, heard, owned));
            heard.clear();
            owned.clear();
        }
    }
}
