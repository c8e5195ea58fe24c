// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

/** What a link does unasked. */
enum Chore {
    /** End the link: the thing is another's. */
    LEAVE,
    /** Drop the link. */
    DROP,
    /** Plan for profiles that came or left, and begin what new plans want. */
    REFRESH,
    /** Connect if need be, and read. */
    VISIT
}
