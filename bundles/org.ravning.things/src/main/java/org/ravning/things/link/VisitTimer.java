// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.ravning.things.time.Time;

/** When a device is to be visited next, and when a link that nobody uses is dropped. Guarded by its link's lane. */
final class VisitTimer {
    /** A link that held this long was no failure. */
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final Time time;
    private final Backoff backoff;
    private final Runnable visit;
    private final Runnable drop;
    private Time.@Nullable Alarm visitAlarm;
    private Time.@Nullable Alarm dropAlarm;
    private boolean retrying;
    private boolean owed;
    private boolean closed;

    /**
     * Creates it.
     *
     * @param visit called, on the thread of alarms, when it is time for a visit
     * @param drop called likewise when a link has lingered long enough
     */
    VisitTimer(Time time, DoubleSupplier random, Runnable visit, Runnable drop) {
        this.time = time;
        this.backoff = new Backoff(random);
        this.visit = visit;
        this.drop = drop;
    }

    void visitAfter(Duration interval) {
        set(interval, false);
    }

    /** Visits after that time, unless a visit is arranged. */
    void visitWithin(Duration interval) {
        if (visitAlarm == null) {
            set(interval, false);
        }
    }

    /** Visits after a while that grows with each failure. */
    void retry() {
        if (!retrying) {
            set(backoff.next(), true);
        }
    }

    private void set(Duration delay, boolean retry) {
        cancelVisit();
        if (!closed) {
            retrying = retry;
            visitAlarm = time.after(delay, visit);
        }
    }

    private void cancelVisit() {
        if (visitAlarm != null) {
            visitAlarm.cancel();
        }
        visitAlarm = null;
        retrying = false;
    }

    /** The alarm rang; if the device is away, the visit is owed until it comes back. Returns whether to visit now. */
    boolean due(boolean away) {
        visitAlarm = null;
        retrying = false;
        owed = away;
        return !away && !closed;
    }

    /** The device came back; returns whether to visit it now. */
    boolean cameBack() {
        backoff.reset();
        boolean now = owed || retrying;
        if (now) {
            owed = false;
            cancelVisit();
        }
        return now && !closed;
    }

    /** A link ended. */
    void linkEnded(Duration age) {
        cancelDrop();
        if (age.compareTo(STABLE) >= 0) {
            backoff.reset();
        }
    }

    void dropAfter(Duration delay) {
        cancelDrop();
        if (!closed) {
            dropAlarm = time.after(delay, drop);
        }
    }

    private void cancelDrop() {
        if (dropAlarm != null) {
            dropAlarm.cancel();
            dropAlarm = null;
        }
    }

    void close() {
        closed = true;
        cancelVisit();
        cancelDrop();
    }
}
