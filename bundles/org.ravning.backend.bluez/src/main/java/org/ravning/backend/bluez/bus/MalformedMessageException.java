// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

/** A D-Bus message breaks the rules of its format. */
final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message, null, false, false);
    }
}
