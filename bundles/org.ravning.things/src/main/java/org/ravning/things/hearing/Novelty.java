// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.hearing;

/** Whether a frame says something that was not said before. */
public enum Novelty {
    /** It does. */
    NEW,
    /** Its readings may be new, its events are those of a frame that was heard a moment ago. */
    EVENTS_REPEATED,
    /** It is a frame that was heard before, sent or heard several times. */
    REPEATED,
    /** It is old, and may have been recorded by someone. */
    REPLAYED
}
