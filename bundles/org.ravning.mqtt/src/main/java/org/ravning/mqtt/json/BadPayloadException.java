// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.json;

/** A payload that cannot be used; the message is one line for its sender. */
public final class BadPayloadException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates it. */
    public BadPayloadException(String message) {
        super(message, null, false, false);
    }

    /** Returns the one line. */
    public String line() {
        return String.valueOf(getMessage());
    }
}
