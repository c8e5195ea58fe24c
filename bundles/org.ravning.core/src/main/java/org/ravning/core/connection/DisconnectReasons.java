// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import org.ravning.api.DisconnectReason;

/** Reasons in words. */
final class DisconnectReasons {
    private DisconnectReasons() {}

    static String text(DisconnectReason reason) {
        return switch (reason) {
            case REQUESTED -> "as this program asked";
            case REMOTE -> "the device ended it";
            case LINK_LOST -> "the device is out of range or silent";
            case LOCAL_SYSTEM -> "the system or another program ended it";
            case AUTHENTICATION ->
                "encryption or authentication failed; if the device was paired and has lost its key, unpair and pair it anew";
            case ADAPTER_POWERED_OFF -> "the adapter was switched off";
            case ADAPTER_GONE -> "the adapter has left";
            case UNKNOWN -> "for an unknown reason";
        };
    }
}
