// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assumptions;

/**
 * The shipped {@code bin/ravning}. It runs on the Java of this test, or on that of the system property
 * {@code ravning.java.home}; it finds no Bluetooth but what a test simulates.
 */
record Program(Path executable, Path scratch, Path java, Map<String, String> environment, List<String> launcher) {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    /** What a run left: its exit status and what it wrote. */
    record Outcome(int status, String out, String err) {}

    /** The program of the distribution that the system property {@code ravning.home} names. */
    static Program shipped(Path scratch) {
        Path home = Path.of(Objects.requireNonNull(System.getProperty("ravning.home"), "ravning.home"));
        Path executable = home.resolve("bin/ravning").toAbsolutePath().normalize();
        String java = System.getProperty("ravning.java.home", "");
        Path onJava = Path.of(java.isEmpty() ? System.getProperty("java.home") : java);
        return new Program(executable, scratch, onJava, Map.of(), List.of());
    }

    /** The same program by another way, such as a link. */
    Program at(Path other) {
        return new Program(other, scratch, java, environment, launcher);
    }

    /** The same program on another Java. */
    Program withJava(Path other) {
        return new Program(executable, scratch, other, environment, launcher);
    }

    /** The same program with these variables in its environment. */
    Program with(Map<String, String> variables) {
        return new Program(executable, scratch, java, variables, launcher);
    }

    /** The same program, started by another, which is given the program and its arguments and becomes it. */
    Program by(String... words) {
        return new Program(executable, scratch, java, environment, List.of(words));
    }

    /**
     * The same program, which heeds signal INT: what was started in the background inherits that it is ignored. A test
     * for which that cannot be taken back is left out.
     */
    Program heedingInterrupts() throws IOException, InterruptedException {
        String[] words = {"env", "--default-signal=INT"};
        Process trial = new ProcessBuilder(words[0], words[1], "true")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Assumptions.assumeThat(trial.waitFor())
                .as("status of env --default-signal=INT, which GNU coreutils has since 8.31")
                .isZero();
        return by(words);
    }

    /** Runs the program; one that does not end in a minute is killed and the test fails. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(scratch, "out", ".txt");
        Path err = Files.createTempFile(scratch, "err", ".txt");
        Process process = builder(arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(String.join(" ", arguments) + " did not end within " + DEADLINE);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** Starts the program and leaves it running; close what is returned. */
    Running start(String... arguments) throws IOException {
        Path err = Files.createTempFile(scratch, "err", ".txt");
        return new Running(builder(arguments).redirectError(err.toFile()).start(), err);
    }

    private ProcessBuilder builder(String... arguments) {
        List<String> command = new ArrayList<>(launcher);
        command.add(executable.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
        builder.environment().put("JAVA_HOME", java.toString());
        builder.environment().put("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=" + scratch.resolve("no-bus"));
        builder.environment().put("XDG_STATE_HOME", scratch.resolve("state").toString());
        builder.environment().putAll(environment);
        return builder;
    }
}
