// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/** How far a value can be trusted, the best first. */
public enum Quality {
    /** The device measured it, or confirmed it. */
    GOOD,
    /** The device says itself that it estimates, or has not settled yet. */
    UNCERTAIN,
    /** It was set by a command; the device has not told it. */
    ASSUMED,
    /** It was good, but its device has not been heard for longer than usual. */
    STALE,
    /** There is none: the device says so by a code such as "sensor failed", "out of range", or not a number. */
    UNAVAILABLE
}
