// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.gateway;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder that one running gateway keeps its data in; a lock on it keeps others out. */
final class DataFolder implements AutoCloseable {
    /** What a gateway keeps there; a folder that the user chose may hold other things too, which are not touched. */
    private static final List<String> OWN = List.of(
            "gateway.lock",
            "framework",
            "things.properties",
            "intervals.properties",
            "keys",
            "commands.jsonl",
            "homie.json");

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Returns where data goes unless the user says: {@code $XDG_STATE_HOME/ravning} or {@code ~/.local/state/ravning}. */
    static Path defaultPath(Map<String, String> environment, String userHome) {
        String state = environment.get("XDG_STATE_HOME");
        return state == null || state.isEmpty()
                ? Path.of(userHome, ".local", "state", "ravning")
                : Path.of(state, "ravning");
    }

    /**
     * Makes the folder if it is not there, lets nobody but their owner read the gateway's files in it, and locks it.
     *
     * @throws IOException if it cannot be written or another gateway uses it; the message says what to do
     */
    static DataFolder lock(Path path) throws IOException {
        FileChannel channel;
        try {
            OwnerOnly.create(path);
            OwnerOnly.restrict(path, OWN);
            channel =
                    FileChannel.open(path.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(
                    "cannot write to the data folder " + path + " ("
                            + e.getClass().getSimpleName() + "); choose another with --data DIR",
                    e);
        }
        if (tryLock(channel) == null) {
            channel.close();
            throw new IOException(
                    "another gateway uses the data folder " + path + "; stop it, or choose another with --data DIR");
        }
        return new DataFolder(path, channel);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }
}
