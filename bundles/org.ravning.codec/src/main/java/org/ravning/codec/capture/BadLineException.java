// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.capture;

/** A line of a capture that is no advertisement; its message says why, in one line. */
public final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Creates it with the reason. */
    public BadLineException(String message) {
        super(message);
    }
}
