// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The {@code ravning} program. */
public final class Main {
    private Main() {}

    /** Runs the program and ends the process with its status: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String... arguments) {
        // What prints on its own account, such as a bundle of the gateway, does so in UTF-8 too.
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
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

    private static PrintStream utf8(FileDescriptor to) {
        return new PrintStream(new FileOutputStream(to), true, StandardCharsets.UTF_8);
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
