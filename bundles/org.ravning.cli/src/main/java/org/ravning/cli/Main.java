// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The {@code ravning} program. */
public final class Main {
    private Main() {}

    /** Runs the program and ends the process with its status: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int status;
        try (Interruption ctrlC = Interruption.ofThisThread()) {
            status = run(out, err, arguments);
            out.flush();
            err.flush();
        }
        System.exit(status);
    }

    /** Runs the program and returns its status; it ends early when the thread is interrupted. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine program = new CommandLine(new RavningCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(new UsageErrors());
        program.setExecutionExceptionHandler(new Failures());
        return program.execute(arguments);
    }
}
