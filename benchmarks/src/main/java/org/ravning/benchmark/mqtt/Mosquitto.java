// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.mqtt;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ravning.benchmark.ChildProcess;

/** A Mosquitto of our own on a free port, with nothing on disk and no bound of its own on what waits. */
record Mosquitto(ChildProcess process, int port) implements AutoCloseable {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    static Mosquitto start(Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.write(
                folder.resolve("mosquitto.conf"),
                List.of(
                        "listener " + port + " 127.0.0.1",
                        "allow_anonymous true",
                        "persistence false",
                        "max_queued_messages 0",
                        "max_inflight_messages 0",
                        "set_tcp_nodelay true",
                        "log_type error"));
        ProcessBuilder builder = new ProcessBuilder("mosquitto", "-c", config.toString());
        builder.environment().merge("PATH", "/usr/sbin:/usr/local/sbin", (path, more) -> path + ":" + more);
        Mosquitto broker = new Mosquitto(ChildProcess.of(builder), port);
        broker.awaitPort();
        return broker;
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || !process.process().isAlive()) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
