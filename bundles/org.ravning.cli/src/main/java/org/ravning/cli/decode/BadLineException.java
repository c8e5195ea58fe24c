// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

/** A line of the input that is no frame; its message says why, in one line. */
public final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    BadLineException(String message) {
        super(message);
    }
}
