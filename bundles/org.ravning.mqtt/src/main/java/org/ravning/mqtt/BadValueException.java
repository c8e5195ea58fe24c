// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

/** A setting is no number or truth value, or not within its bounds; without it the default would do. */
final class BadValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String key;

    BadValueException(String key, String message) {
        super(message);
        this.key = key;
    }

    String key() {
        return key;
    }
}
