// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that this one started, and ends. Its errors go to standard error. */
public final class ChildProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private final BufferedReader output;

    private ChildProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Starts it. */
    public static ChildProcess of(ProcessBuilder builder) throws IOException {
        return new ChildProcess(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Starts the main method of a class on this process's own class path. */
    public static ChildProcess ofClass(Class<?> main, String... arguments) throws IOException {
        return of(new ProcessBuilder(javaCommand(main, arguments)));
    }

    /** Returns the command that starts a class on this process's own class path, with the default virtual machine. */
    public static List<String> javaCommand(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Returns the process. */
    public Process process() {
        return process;
    }

    /** Returns the next line of its output that begins so, or null if it ends without. */
    public @Nullable String line(String beginning) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        return null;
    }

    /** Waits for a line that begins so. */
    public void awaitLine(String beginning) throws IOException {
        if (line(beginning) == null) {
            throw new IOException(process.info().command().orElse("a process") + " ended without a word");
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
