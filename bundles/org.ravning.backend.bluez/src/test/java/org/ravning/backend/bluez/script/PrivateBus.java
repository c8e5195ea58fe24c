// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.ravning.testkit.Await;

/** A D-Bus daemon in this process. */
public final class PrivateBus implements AutoCloseable {
    private final Path folder;
    private final Path socket;
    private EmbeddedDBusDaemon daemon;

    /** Starts it. */
    public PrivateBus() {
        try {
            // The path of a socket must be short.
            folder = Files.createTempDirectory("rav");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        socket = folder.resolve("bus");
        daemon = launch();
    }

    private EmbeddedDBusDaemon launch() {
        EmbeddedDBusDaemon launched = new EmbeddedDBusDaemon(address() + ",listen=true");
        launched.startInBackgroundAndWait(10_000);
        // It listens before it runs, and gives up on a client that comes in between.
        Await.until("the bus runs", launched::isRunning);
        return launched;
    }

    /** Returns where to connect to. */
    public String address() {
        return "unix:path=" + socket;
    }

    /** Stops it; whoever is connected loses the connection. */
    public void stop() throws IOException {
        daemon.close();
        Files.deleteIfExists(socket);
    }

    /** Starts it again at the same place. */
    public void restart() {
        daemon = launch();
    }

    @Override
    public void close() throws IOException {
        stop();
        Files.deleteIfExists(folder);
    }
}
