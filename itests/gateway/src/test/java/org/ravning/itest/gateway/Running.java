// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ravning.testkit.Await;

/** A program that runs, and the lines that it printed so far. */
final class Running implements AutoCloseable {
    private static final Duration PATIENCE = Await.slow(Duration.ofSeconds(60));

    private final Process process;
    private final Path err;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    /** How it ended. */
    record End(int status, Duration took, String err) {}

    Running(Process process, Path err) {
        this.process = process;
        this.err = err;
        reader = new Thread(this::read, "reader-of-" + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits for a line of standard output in which the pattern is found. */
    Matcher line(String pattern) throws IOException {
        Pattern compiled = Pattern.compile(pattern);
        long end = System.nanoTime() + PATIENCE.toNanos();
        int next = 0;
        while (System.nanoTime() - end < 0 && (process.isAlive() || reader.isAlive() || next < lines.size())) {
            for (; next < lines.size(); next++) {
                Matcher matcher = compiled.matcher(lines.get(next));
                if (matcher.find()) {
                    return matcher;
                }
            }
            try {
                reader.join(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new AssertionError("no line with " + pattern + " in " + lines + ", on standard error " + err());
    }

    /** Returns after that time, or when it ended. */
    void letRun(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    String err() throws IOException {
        return Files.readString(err);
    }

    /** Waits until the text is in standard error. */
    void awaitErr(String text) {
        Await.until("\"" + text + "\" on standard error", PATIENCE, () -> {
            try {
                return err().contains(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Sends the signal, such as {@code STOP} or {@code KILL}. */
    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Sends TERM, which no process ignores by inheritance, as it may INT and HUP, and waits for the end. */
    End end() throws IOException, InterruptedException {
        return end("TERM");
    }

    /** Sends the signal and waits for the end; of INT see {@link Program#heedingInterrupts}. */
    End end(String signal) throws IOException, InterruptedException {
        signal(signal);
        long began = System.nanoTime();
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it did not end within " + PATIENCE + " of SIG" + signal);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        reader.join(PATIENCE.toMillis());
        return new End(process.exitValue(), took, err());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join(PATIENCE.toMillis());
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            output.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("(output lost: " + e.getMessage() + ")");
        }
    }
}
