// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.folder;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps looking at a folder of profiles: at once when the operating system tells of a change, and at an interval in any
 * case, for not every file system tells. Owns one thread; the listener is called on it, and by {@link #close()} on the
 * caller's.
 */
public final class FolderWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final long QUIET_MS = 100;
    private static final int MOST_UNQUIET = 20;
    private static final Duration END_DEADLINE = Duration.ofSeconds(5);

    private final Path path;
    private final ProfileFolder folder;
    private final Duration interval;
    private final @Nullable WatchService service;
    private final Thread thread;
    private volatile boolean closed;
    private @Nullable WatchKey key;

    /**
     * Looks at the folder, which need not be there yet, and goes on looking.
     *
     * @param interval the longest time between two looks
     * @param listener is told what becomes of the files; it must not block
     */
    public FolderWatch(Path path, Duration interval, Consumer<FolderEvent> listener) {
        this.path = path;
        this.interval = interval;
        this.folder = new ProfileFolder(path, listener);
        this.service = open(path);
        this.thread = new Thread(this::run, "ravning-profiles");
        thread.setDaemon(true);
        register();
        folder.look();
        thread.start();
    }

    private static @Nullable WatchService open(Path path) {
        try {
            return path.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} is looked at in intervals only: {}", path, e.toString());
            return null;
        }
    }

    // Again and again: the folder may come later, or be replaced by another of the same name.
    private void register() {
        if (service == null || key != null && key.isValid()) {
            return;
        }
        try {
            key = path.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        } catch (IOException e) {
            LOG.debug("{} is not there: {}", path, e.toString());
        }
    }

    private void run() {
        try {
            while (!closed) {
                waitForChange();
                register();
                if (!closed) {
                    folder.look();
                }
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.debug("{} is looked at no more", path);
        }
    }

    // An editor writes a file in several steps; looks once they are done.
    private void waitForChange() throws InterruptedException {
        if (service == null) {
            TimeUnit.NANOSECONDS.sleep(interval.toNanos());
            return;
        }
        WatchKey changed = service.poll(interval.toNanos(), TimeUnit.NANOSECONDS);
        for (int i = 0; changed != null && i < MOST_UNQUIET; i++) {
            changed.pollEvents();
            changed.reset();
            changed = service.poll(QUIET_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Ends the thread, and takes every profile away. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(END_DEADLINE.toMillis());
            if (service != null) {
                service.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("{}: {}", path, e.toString());
        }
        folder.close();
    }
}
