// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** Where a person sits, if one does. */
final class Terminal {
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
}
