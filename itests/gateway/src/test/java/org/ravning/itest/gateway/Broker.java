// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ravning.testkit.Await;

/** A Mosquitto of our own, which keeps nothing. */
final class Broker implements AutoCloseable {
    private final int port;
    private final Process process;

    private Broker(Path folder, int port) throws IOException {
        this.port = port;
        Path config = folder.resolve("mosquitto.conf");
        Path log = folder.resolve("mosquitto.log");
        String user = "root".equals(System.getProperty("user.name")) ? "user root" : "";
        List<String> lines =
                List.of("listener " + port + " 127.0.0.1", "allow_anonymous true", "persistence false", user);
        Files.write(config, lines);
        process = new ProcessBuilder(program().orElseThrow().toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Await.until("Mosquitto listens; it says " + log, () -> isListening() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IOException("Mosquitto ended at once: " + Files.readString(log));
        }
    }

    /** Returns where the program is, if it is. */
    static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin:/opt/homebrew/sbin";
        return Stream.of(path.split(":"))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Broker start(Path folder) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = free.getLocalPort();
            free.close();
            return new Broker(folder, port);
        }
    }

    private boolean isListening() {
        try (Socket ignored = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
