// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.ThingId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the user said of things, in a file that is replaced as a whole at each change. Any thread may call. */
public final class ThingRecords {
    private static final Logger LOG = LoggerFactory.getLogger(ThingRecords.class);
    private static final long LARGEST_FILE = 16L << 20;
    private static final int MOST_RECORDS = 100_000;

    private final @Nullable Path file;
    private final KnownIntervals intervals;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<ThingId, ThingRecord> records = new HashMap<>();
    private volatile Map<String, String> models = Map.of();

    private ThingRecords(@Nullable Path file) {
        this.file = file;
        this.intervals = new KnownIntervals(file == null ? null : file.resolveSibling("intervals.properties"));
    }

    /** Returns the records in that file, which need not be there yet. */
    public static ThingRecords in(Path file) {
        ThingRecords records = new ThingRecords(file);
        records.reload();
        return records;
    }

    /** Returns records that are forgotten at the end. */
    public static ThingRecords inMemory() {
        return new ThingRecords(null);
    }

    /** Returns how long things are usually silent. */
    public KnownIntervals intervals() {
        return intervals;
    }

    /** Reads the file anew; one that cannot be read leaves everything as it is, and is told. */
    public void reload() {
        Optional<String> text = text();
        lock.lock();
        try {
            text.ifPresent(found -> keep(new HashMap<>(RecordText.read(found, LOG::warn))));
        } finally {
            lock.unlock();
        }
    }

    /** Returns the file as it stands. */
    public Optional<String> text() {
        if (file == null) {
            return Optional.empty();
        }
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                LOG.error("{} is no regular file and is not read", file);
                return Optional.empty();
            }
            if (Files.size(file) > LARGEST_FILE) {
                LOG.error("{} is larger than 16 MiB and is not read", file);
                return Optional.empty();
            }
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.error("{} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Returns what was said of a thing. */
    public ThingRecord of(ThingId id) {
        lock.lock();
        try {
            return records.getOrDefault(id, ThingRecord.NONE);
        } finally {
            lock.unlock();
        }
    }

    private void keep(Map<ThingId, ThingRecord> next) {
        records = next;
        Map<String, String> said = new HashMap<>();
        next.forEach((id, record) -> {
            String model = record.options().model();
            if (model != null) {
                said.put(id.value(), model);
            }
        });
        models = said;
    }

    /**
     * Returns what model the user said a device is; null if nothing was said. Does not wait.
     *
     * @param id what it is called for programs, if that is not its address
     */
    public @Nullable String model(DeviceId device, @Nullable ThingId id) {
        Map<String, String> said = models;
        return said.isEmpty() ? null : said.get(id == null ? device.compact() : id.value());
    }

    /** Returns whose the name is, if anybody's. */
    public Optional<ThingId> owner(String name) {
        lock.lock();
        try {
            return records.entrySet().stream()
                    .filter(entry -> name.equals(entry.getValue().name()))
                    .map(Map.Entry::getKey)
                    .findFirst();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Changes what was said of a thing, here and in the file.
     *
     * @throws IllegalArgumentException with one line if it cannot be kept; it is as before then
     */
    public void change(ThingId id, UnaryOperator<ThingRecord> change) {
        lock.lock();
        try {
            Map<ThingId, ThingRecord> next = new HashMap<>(records);
            ThingRecord record = change.apply(records.getOrDefault(id, ThingRecord.NONE));
            if (record.equals(ThingRecord.NONE)) {
                next.remove(id);
            } else {
                next.put(id, record);
            }
            if (next.size() > MOST_RECORDS) {
                throw new IllegalArgumentException("there are " + MOST_RECORDS + " records already");
            }
            if (!next.equals(records)) {
                save(next, id, record);
                keep(next);
            }
        } finally {
            lock.unlock();
        }
    }

    private void save(Map<ThingId, ThingRecord> next, ThingId id, ThingRecord record) {
        if (file == null) {
            return;
        }
        // What was edited by hand, and not taken over yet, is not undone.
        Optional<String> before = text();
        if (!before.isPresent() && Files.exists(file)) {
            throw new IllegalArgumentException("it cannot be kept: the file of things cannot be read");
        }
        String after = before.map(text -> RecordText.edit(text, id, record)).orElseGet(() -> RecordText.write(next));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(after);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (IOException e) {
            throw unwritable(e);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private IllegalArgumentException unwritable(IOException why) {
        LOG.error("{} cannot be written: {}", file, why.toString());
        return new IllegalArgumentException("it cannot be kept: the file of things cannot be written", why);
    }
}
