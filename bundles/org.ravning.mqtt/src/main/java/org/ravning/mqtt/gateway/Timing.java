// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.time.Duration;

/**
 * The times of the protocol, all made of the lease. Each is measured by a gateway's own monotonic clock; no gateway ever
 * compares its clock with another's.
 *
 * @param lease how long it takes until the things of a gateway that is not heard any more are another's
 */
public record Timing(Duration lease) {
    private static final int SHORTEST = 4;
    private static final int LONGEST = 300;

    /** Refuses a lease that is too short to be renewed in time, or longer than anybody would wait. */
    public Timing {
        if (lease.toSeconds() < SHORTEST || lease.toSeconds() > LONGEST) {
            throw new IllegalArgumentException(
                    "leaseSeconds=" + lease.toSeconds() + " is not within " + SHORTEST + " to " + LONGEST);
        }
    }

    /** Returns the seconds of MQTT's keep-alive: a broker cuts a silent client off after one and a half of it. */
    public int keepAliveSeconds() {
        return (int) (lease.toSeconds() * 2 / 5);
    }

    /** Returns the nanoseconds after the last renewal that was heard at which others may claim. */
    long leaseNanos() {
        return lease.toNanos() / 4 * 3;
    }

    /** Returns the nanoseconds after which a gateway stops by itself: before the others claim. */
    long fenceNanos() {
        return lease.toNanos() / 5 * 3;
    }

    /** Returns the nanoseconds between renewals. */
    long beatNanos() {
        return lease.toNanos() / 5;
    }

    /** Returns the nanoseconds between two looks at what is to be done. */
    long tickNanos() {
        return lease.toNanos() / 40;
    }

    /** Returns the nanoseconds that a new claim waits for a better one, and that a gateway listens before it claims. */
    long settleNanos() {
        return lease.toNanos() / 20;
    }

    /** Returns the nanoseconds after which an owner that was not heard to have a thing does not have it. */
    long affirmNanos() {
        return Math.max(10 * lease.toNanos(), 200_000_000_000L);
    }

    /** Returns the nanoseconds between two reports of what is heard. */
    long reportNanos() {
        return lease.toNanos() / 4;
    }
}
