// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ravning.itest.bluez.bus.Monitor;

/** A program that a test starts in the guest. What it prints goes to a file in the folder of the logs; closing ends it. */
final class GuestProcess implements AutoCloseable {
    private final String name;
    private volatile boolean closed;
    private final Process process;
    private final Monitor monitor = new Monitor();
    private final List<String> lines = new ArrayList<>();

    private GuestProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts a program; {@code name} stands for it in messages and names its log. */
    static GuestProcess start(String name, List<String> command) throws IOException {
        String out = System.getenv("RIG_OUT");
        if (out == null) {
            throw new IllegalStateException("this runs only in the guest");
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        GuestProcess started = new GuestProcess(name, process);
        Thread reader = new Thread(() -> started.read(Path.of(out, name + ".txt")), "itest-" + name);
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    /** Returns the lines that it has printed so far. */
    List<String> output() {
        return monitor.read(() -> List.copyOf(lines));
    }

    /** Waits until it has printed a line that contains the text. */
    void awaitLine(Duration patience, String text) {
        monitor.expect(
                patience,
                () -> lines.stream().anyMatch(line -> line.contains(text)),
                () -> name + " did not print \"" + text + "\" but " + lines);
    }

    /** Waits until it has ended by itself and returns its status. */
    int awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError(name + " did not end within " + patience.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Asks it to end, as Ctrl-C does, and returns how long that took. */
    Duration end(Duration patience) throws InterruptedException {
        long begin = System.nanoTime();
        process.destroy();
        awaitEnd(patience);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
    }

    private void read(Path log) {
        try (BufferedReader output =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                Writer file = Files.newBufferedWriter(log)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String printed = line;
                monitor.change(() -> lines.add(printed));
                file.write(line + "\n");
                file.flush();
            }
        } catch (IOException e) {
            if (!closed && process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
