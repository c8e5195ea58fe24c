// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.util.Locale;

/** What centrals may do with an attribute, by the names of bluetoothd's GATT API. */
public enum Flag {
    /** Read. */
    READ,
    /** Write with response. */
    WRITE,
    /** Write without response. */
    WRITE_WITHOUT_RESPONSE,
    /** Subscribe to notifications. */
    NOTIFY,
    /** Subscribe to indications. */
    INDICATE;

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
