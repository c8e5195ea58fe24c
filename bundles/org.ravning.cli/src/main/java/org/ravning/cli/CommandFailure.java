// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

/** A command that cannot do what it was asked, for a reason that its message tells in one line. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailure(String message) {
        super(message);
    }
}
