// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.util.Locale;

/** What centrals may do with an attribute, by the names of bluetoothd's GATT API. */
public enum Flag {
    /** Read. */
    READ,
    /** Read over an encrypted link only. */
    ENCRYPT_READ,
    /** Read over a link only that is encrypted with a key that somebody has checked. */
    ENCRYPT_AUTHENTICATED_READ,
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
