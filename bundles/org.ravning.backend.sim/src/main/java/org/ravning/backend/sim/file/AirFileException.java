// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.file;

/** A mistake in a file that describes an air; the message is {@code file:line: where: what is expected}. */
public final class AirFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Creates it with the whole message. */
    public AirFileException(String message) {
        super(message);
    }
}
