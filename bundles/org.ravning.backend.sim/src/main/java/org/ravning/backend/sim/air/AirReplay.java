// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.capture.CaptureReader;
import org.ravning.codec.capture.CapturedAdvertisement;
import org.ravning.codec.capture.CapturedAdvertisement.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a capture into the air: each advertisement after the original gap, divided by the speed. It stands still while no
 * adapter listens, so that nothing is lost, and goes on from there. For the air's thread.
 */
final class AirReplay {
    private static final Logger LOG = LoggerFactory.getLogger(AirReplay.class);
    /** Other adapters may begin to listen at the same moment. */
    private static final Duration LEAD_IN = Duration.ofMillis(50);
    /** What lies between advertisements whose capture tells no time. */
    private static final long USUAL_GAP = Duration.ofMillis(100).toNanos();

    private static final long LOOP_GAP = Duration.ofSeconds(1).toNanos();
    private static final long SHORTEST_LOOP_GAP = Duration.ofMillis(100).toNanos();
    /** One that is later than this is not caught up with. */
    private static final long LATEST = Duration.ofSeconds(1).toNanos();

    private static final int MOST_AT_ONCE = 256;
    private static final int MOST_TOLD = 5;

    private final Air air;
    private final ReplayPlan plan;
    private AirTimer timer = AirTimer.NEVER;
    private @Nullable CaptureReader reader;
    private @Nullable CapturedAdvertisement next;
    private boolean playing;
    private boolean over;
    private long position; // in the time of the capture, in nanoseconds, of what is next
    private long lastOffset;
    private long began; // in the time of the air, when position 0 was or would have been
    private long passed;
    private long played;
    private long malformed;

    AirReplay(Air air, ReplayPlan plan) {
        this.air = air;
        this.plan = plan;
    }

    /** Plays on, since somebody listens now. */
    void wake() {
        if (!playing && !over) {
            playing = true;
            timer = air.loop().after(LEAD_IN, () -> {
                began = elapsed() - scaled(position);
                play();
            });
        }
    }

    /** Goes back to the beginning and stands still. */
    void halt() {
        timer.cancel();
        close();
        next = null;
        playing = false;
        over = false;
        position = 0;
        passed = 0;
        played = 0;
        malformed = 0;
    }

    private void play() {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            if (air.adapters().stream().noneMatch(AirAdapter::isListening)) {
                playing = false;
                return;
            }
            CapturedAdvertisement due = next();
            if (due == null) {
                end();
                return;
            }
            long wait = began + scaled(position) - elapsed();
            if (wait > 0) {
                timer = air.loop().after(Duration.ofNanos(wait), this::play);
                return;
            }
            if (wait < -LATEST) {
                began -= wait;
            }
            next = null;
            played++;
            send(due);
        }
        timer = air.loop().after(Duration.ZERO, this::play);
    }

    /** Returns what is to be played next, having moved the position to it; null at the end. */
    private @Nullable CapturedAdvertisement next() {
        CapturedAdvertisement read = next;
        if (read == null) {
            read = read();
            if (read == null && plan.loop() && passed > 0) {
                close();
                passed = 0;
                position += LOOP_GAP;
                began += Math.max(0, SHORTEST_LOOP_GAP - scaled(LOOP_GAP));
                read = read();
            }
            if (read != null) {
                advance(read);
            }
            next = read;
        }
        return read;
    }

    private void advance(CapturedAdvertisement read) {
        Duration offset = read.offset();
        if (offset == null) {
            position += passed == 0 ? 0 : USUAL_GAP;
        } else {
            position += passed == 0 ? 0 : Math.max(0, offset.toNanos() - lastOffset);
            lastOffset = offset.toNanos();
        }
        passed++;
    }

    private @Nullable CapturedAdvertisement read() {
        try {
            CaptureReader open = reader;
            if (open == null) {
                open = plan.capture().open(this::complain);
                reader = open;
            }
            return open.next();
        } catch (IOException e) {
            LOG.warn("The replay of {} ends early: {}", plan.name(), e.toString());
            return null;
        }
    }

    private void send(CapturedAdvertisement captured) {
        AirAdapter adapter = hearer(captured);
        if (adapter != null && (captured.part() != Part.SCAN_RESPONSE || adapter.isAsking())) {
            adapter.hear(listener -> listener.heard(captured));
        }
    }

    private @Nullable AirAdapter hearer(CapturedAdvertisement captured) {
        AirAdapter first = null;
        for (AirAdapter adapter : air.adapters()) {
            if (adapter.name().equals(captured.adapter())) {
                return adapter;
            }
            first = first == null ? adapter : first;
        }
        return first;
    }

    private void complain(String what) {
        malformed++;
        if (malformed <= MOST_TOLD) {
            LOG.warn("{}, {}{}", plan.name(), what, malformed == MOST_TOLD ? "; others are only counted" : "");
        }
        String why = plan.name() + ", " + what;
        air.adapters().forEach(adapter -> adapter.hear(listener -> listener.malformed(why)));
    }

    private void end() {
        over = true;
        playing = false;
        close();
        if (malformed > 0) {
            LOG.warn("The replay of {} has ended: {} advertisements, {} malformed", plan.name(), played, malformed);
        } else {
            LOG.info("The replay of {} has ended: {} advertisements", plan.name(), played);
        }
    }

    private void close() {
        CaptureReader open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("{} could not be closed", plan.name(), e);
            }
        }
    }

    private long elapsed() {
        return air.loop().elapsed().toNanos();
    }

    private long scaled(long nanos) {
        return Math.round(nanos / plan.speed());
    }
}
