// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

/** The time of a command is over, between two operations. */
final class DeadlineException extends Exception {
    private static final long serialVersionUID = 1L;

    DeadlineException() {
        super("deadline", null, false, false);
    }
}
