// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.IOException;
import org.ravning.codec.PrintableText;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an exit status. */
final class Failures implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (isDebug(command)) {
            failure.printStackTrace(command.getErr());
        }
        if (failure instanceof InterruptedException) {
            command.getErr().println("ravning: interrupted");
            return Interruption.STATUS;
        }
        if (failure instanceof IOException || failure instanceof CommandFailure) {
            command.getErr().println("ravning: " + PrintableText.of(String.valueOf(failure.getMessage()), 2000));
        } else {
            command.getErr()
                    .println("ravning: this is a fault of the program, please report it (--debug shows more): "
                            + PrintableText.of(failure.toString(), 2000));
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static boolean isDebug(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommandSpec().userObject() instanceof RavningCommand ravning && ravning.isDebug();
    }
}
