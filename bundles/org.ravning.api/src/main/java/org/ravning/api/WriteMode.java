// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/** How a value is written. */
public enum WriteMode {
    /** With a response where the characteristic allows it, else without. */
    AUTO,
    /** As a write request; the device confirms it. Longer values go as a long write. */
    WITH_RESPONSE,
    /** As a write command; nothing tells whether the device took it. */
    WITHOUT_RESPONSE
}
