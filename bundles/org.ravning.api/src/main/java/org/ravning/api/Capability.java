// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** Something that not every adapter or operating system offers. */
public enum Capability {
    /** Scanning that asks for scan responses. */
    ACTIVE_SCAN,
    /** Scanning that only listens. */
    PASSIVE_SCAN,
    /** Connecting as a central. */
    CENTRAL,
    /** Pairing started by the application. */
    PAIRING,
    /** Switching the adapter off and on again. */
    RESTART,
    /** Telling how strongly a connected device is received. */
    LINK_RSSI
}
