// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

/** How much people care for a property. */
public enum Category {
    /** What the device is for. */
    PRIMARY,
    /** How the device is: battery, signal, firmware. */
    DIAGNOSTIC,
    /** A setting of the device. */
    CONFIG
}
