// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ravning.testkit.Await;

/** A Mosquitto of our own, with the settings of the test's choice. */
final class Mosquitto implements AutoCloseable {
    private final int port;
    private final Path config;
    private final Path log;
    private Process process;

    private Mosquitto(Path folder, int port, List<String> settings) throws IOException {
        this.port = port;
        config = folder.resolve("mosquitto.conf");
        log = folder.resolve("mosquitto.log");
        List<String> lines = new ArrayList<>(List.of("listener " + port + " 127.0.0.1", "persistence false"));
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")
                && "root".equals(System.getProperty("user.name"))) {
            lines.add("user root"); // else it gives up its rights and cannot read the folder
        }
        lines.addAll(settings);
        Files.write(config, lines);
        process = launch();
    }

    /** Returns where the program is, if it is. */
    static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin";
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Mosquitto start(Path folder, String... settings) throws IOException {
        return new Mosquitto(folder, TestBroker.freePort(), List.of(settings));
    }

    private Process launch() throws IOException {
        Process started = new ProcessBuilder(program().orElseThrow().toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Await.until("Mosquitto listens; it says " + log, () -> isListening() || !started.isAlive());
        if (!started.isAlive()) {
            throw new IOException("Mosquitto ended at once: " + Files.readString(log));
        }
        return started;
    }

    private boolean isListening() {
        try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    URI plain() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    URI tls() {
        return URI.create("ssl://127.0.0.1:" + port);
    }

    Path folder() {
        return config.getParent();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        kill();
        Files.deleteIfExists(config);
        Files.deleteIfExists(log);
    }
}
