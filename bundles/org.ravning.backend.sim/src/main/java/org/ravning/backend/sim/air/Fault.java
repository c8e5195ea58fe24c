// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;

/**
 * How reading or writing a value misbehaves.
 *
 * @param attError the ATT error code to answer with, 1 to 255, or 0 for none
 * @param every which requests meet the error: 1 all, 3 each third
 * @param delay how much later than usual the answer comes
 * @param stall whether there is no answer at all until {@link AirAttribute#release()}
 */
public record Fault(int attError, int every, Duration delay, boolean stall) {
    /** No misbehaviour. */
    public static final Fault NONE = new Fault(0, 1, Duration.ZERO, false);

    /** No answer until released. */
    public static final Fault STALL = new Fault(0, 1, Duration.ZERO, true);

    /** Checks the ranges. */
    public Fault {
        if (attError < 0 || attError > 0xFF) {
            throw new IllegalArgumentException("an ATT error code is 1 to 255, not " + attError);
        }
        if (every < 1 || delay.isNegative()) {
            throw new IllegalArgumentException("a fault needs every >= 1 and no negative delay");
        }
    }

    /** Returns the fault of answering each request with this ATT error code. */
    public static Fault att(int code) {
        return new Fault(code, 1, Duration.ZERO, false);
    }

    /** Returns the fault of answering late. */
    public static Fault late(Duration delay) {
        return new Fault(0, 1, delay, false);
    }

    /** Says whether the n-th request, counted from 1, meets the error. */
    boolean strikes(long request) {
        return attError != 0 && request % every == 0;
    }
}
