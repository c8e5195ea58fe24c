// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** How an adapter listens. */
public enum ScanMode {
    /** Asks each advertiser for its scan response. */
    ACTIVE,
    /** Only listens; nothing is sent. Adapters that cannot are left out. */
    PASSIVE,
    /** Only listens on adapters that can, and scans actively on the others. */
    PASSIVE_PREFERRED
}
