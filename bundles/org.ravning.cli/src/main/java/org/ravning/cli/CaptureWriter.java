// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.cli.decode.JsonLines;
import org.ravning.codec.capture.CaptureFields;
import org.ravning.codec.capture.CapturedAdvertisement;

/**
 * Writes a capture, an advertisement a line. Only whole lines go to the file, at the latest when {@link #flush} is called:
 * what was written before the program is killed can be read. Any thread may call.
 */
final class CaptureWriter implements AutoCloseable {
    private static final int BUFFER_BYTES = 32_768;

    private final String name;
    private final @Nullable Path created;
    private final OutputStream out;
    private final @Nullable Pseudonyms pseudonyms;
    private final ReentrantLock lock = new ReentrantLock();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream(BUFFER_BYTES);
    private boolean failed; // guarded by lock
    private long count; // guarded by lock

    private CaptureWriter(String name, @Nullable Path created, OutputStream out, @Nullable Pseudonyms pseudonyms) {
        this.name = name;
        this.created = created;
        this.out = out;
        this.pseudonyms = pseudonyms;
    }

    /**
     * Creates a file.
     *
     * @param force whether it may replace another
     * @param pseudonyms what stands for the addresses, or null for the real ones
     * @throws IOException if it is there already, or cannot be written; the message is for the user
     */
    static CaptureWriter create(Path file, boolean force, @Nullable Pseudonyms pseudonyms) throws IOException {
        try {
            if (!force) {
                Files.createFile(file);
            }
            // Not a channel: an interrupt, as by Ctrl-C, would close it before the last lines are written.
            return new CaptureWriter(
                    file.toString(), force ? null : file, new FileOutputStream(file.toFile()), pseudonyms);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " is there already; --force replaces it", e);
        } catch (NoSuchFileException e) {
            throw new IOException("cannot write " + file + ": there is no such folder", e);
        } catch (FileNotFoundException e) {
            throw new IOException("cannot write " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException("cannot write " + file + "; is the path right, and may you write there?", e);
        }
    }

    /**
     * Adds an advertisement.
     *
     * @throws IOException if the file cannot be written any more; the message is for the user
     */
    void add(CapturedAdvertisement captured) throws IOException {
        lock.lock();
        try {
            if (failed) {
                return;
            }
            DeviceId device = captured.device();
            CapturedAdvertisement told =
                    pseudonyms == null || device == null ? captured : captured.of(pseudonyms.of(device));
            lines.writeBytes(JsonLines.write(CaptureFields.write(told)).getBytes(StandardCharsets.UTF_8));
            lines.write('\n');
            count++;
            if (lines.size() >= BUFFER_BYTES) {
                flush();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what was added; as {@link #add} fails. */
    void flush() throws IOException {
        lock.lock();
        try {
            if (!failed && lines.size() > 0) {
                lines.writeTo(out);
                out.flush();
                lines.reset();
            }
        } catch (IOException e) {
            failed = true;
            throw new IOException("cannot write " + name + ": " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Returns how many were added. */
    long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Removes the file again, if it is empty and was made here. */
    void discard() throws IOException {
        lock.lock();
        try {
            if (created != null && count == 0) {
                Files.deleteIfExists(created);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what was added, unless that failed before, and closes the file. */
    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            out.close();
        }
    }
}
