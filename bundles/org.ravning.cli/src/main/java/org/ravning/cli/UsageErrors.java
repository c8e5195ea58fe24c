// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.PrintWriter;
import org.ravning.codec.PrintableText;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Answers wrong usage with one line that says what is wrong and one that says where help is; exit status 2. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("ravning: " + PrintableText.of(String.valueOf(failure.getMessage()), 2000));
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(failure, err)) {
            err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return CommandLine.ExitCode.USAGE;
    }
}
