// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Where a person sits, if one does. */
final class Terminal {
    /** Set by the launcher, which can tell: "out" and "err" where these are a terminal that can erase a line. */
    private static final String PROPERTY = "ravning.terminal";

    private Terminal() {}

    /** Returns the terminal, or null where input or output is no terminal. */
    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on there is a console in a pipe too; isTerminal() tells
    static @Nullable Console console() {
        Console console = System.console();
        if (console == null) {
            return null;
        }
        try {
            Object is = Console.class.getMethod("isTerminal").invoke(console);
            return Boolean.TRUE.equals(is) ? console : null;
        } catch (ReflectiveOperationException e) {
            return console;
        }
    }

    /** Says whether standard output is a terminal. */
    static boolean hasOutput() {
        return has("out");
    }

    /** Says whether standard error is a terminal. */
    static boolean hasErrors() {
        return has("err");
    }

    private static boolean has(String stream) {
        return System.getProperty(PROPERTY, "").contains(stream);
    }
}
