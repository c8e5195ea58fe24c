// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.yaml;

/** A mistake in a profile file; the message is {@code file:line: where: what is wrong}. */
public final class ProfileFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Creates it with the whole message. */
    public ProfileFileException(String message) {
        super(message);
    }
}
