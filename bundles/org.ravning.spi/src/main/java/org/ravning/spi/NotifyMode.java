// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

/** What the Client Characteristic Configuration descriptor is set to. */
public enum NotifyMode {
    /** Nothing is sent. */
    OFF,
    /** Notifications. */
    NOTIFY,
    /** Indications. */
    INDICATE
}
