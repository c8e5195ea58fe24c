// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** What a bounded queue does when it is full; {@link Subscription#dropped()} counts the losses. */
public enum Overflow {
    /** Forgets the oldest value that waits. */
    DROP_OLDEST,
    /** Forgets all that wait and keeps only the newest. */
    KEEP_LATEST,
    /** Ends the subscription. */
    CLOSE
}
