// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** How an adapter listens. */
public enum ScanMode {
    /** Asks each advertiser for its scan response. */
    ACTIVE,
    /** Only listens; nothing is sent. */
    PASSIVE
}
