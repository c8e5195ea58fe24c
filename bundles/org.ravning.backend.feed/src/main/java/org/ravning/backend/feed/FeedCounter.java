// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.util.Locale;

/** What is counted. */
enum FeedCounter {
    /** Advertisements that were handed on. */
    HEARD,
    /** Messages without the bytes of an advertisement, such as a gateway's status. */
    IGNORED,
    /** Messages that are not what their kind of gateway publishes. */
    MALFORMED,
    /** Advertisements that were too old, or from a clock that is wrong. */
    STALE,
    /** Messages that the broker had kept. */
    RETAINED,
    /** What this gateway had published itself. */
    OWN,
    /** Advertisements of gateways beyond the bound. */
    REFUSED,
    /** Advertisements beyond the rate that is allowed. */
    DROPPED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
