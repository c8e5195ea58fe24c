// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.ThingId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long things are usually silent, as it was learned: kept over a restart, so that one which sends each half hour is not
 * called away after the few minutes that a new one is allowed. A file that nobody needs to read; losing it costs nothing but
 * that. Any thread may call.
 */
public final class KnownIntervals {
    private static final Logger LOG = LoggerFactory.getLogger(KnownIntervals.class);
    private static final int MOST = 10_000;
    private static final long LARGEST_FILE = 1 << 20;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final @Nullable Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ThingId, Duration> known = new LinkedHashMap<>();

    /** @param file where they are kept; null forgets them at the end */
    KnownIntervals(@Nullable Path file) {
        this.file = file;
        if (file != null) {
            read(file);
        }
    }

    private void read(Path from) {
        try {
            if (Files.size(from) > LARGEST_FILE || !Files.isRegularFile(from)) {
                LOG.warn("{} is not used, intervals are learned anew: it is too large or no regular file", from);
                return;
            }
            for (String line : Files.readAllLines(from, StandardCharsets.UTF_8)) {
                take(line);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("there is no {} yet", from);
        } catch (IOException e) {
            LOG.warn("{} cannot be read, intervals are learned anew: {}", from, e.toString());
        }
    }

    private void take(String line) {
        int equals = line.indexOf('=');
        try {
            Duration interval =
                    Duration.ofSeconds(Long.parseLong(line.substring(equals + 1).trim()));
            if (!interval.isNegative() && interval.compareTo(LONGEST) <= 0) {
                known.put(new ThingId(line.substring(0, Math.max(0, equals)).trim()), interval);
            }
        } catch (IllegalArgumentException e) {
            LOG.debug("a line of the file of intervals is left out");
        }
    }

    /** Returns the longest usual silence of a thing, or null if it was not learned. */
    public @Nullable Duration of(ThingId id) {
        lock.lock();
        try {
            return known.get(id);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps what was learned, beside what was known of others. */
    public void keep(Map<ThingId, Duration> learned) {
        lock.lock();
        try {
            learned.forEach((id, interval) -> {
                known.remove(id);
                known.put(id, interval);
            });
            for (Iterator<ThingId> oldest = known.keySet().iterator(); known.size() > MOST; ) {
                oldest.next();
                oldest.remove();
            }
            if (file != null) {
                write(file);
            }
        } finally {
            lock.unlock();
        }
    }

    private void write(Path to) {
        StringBuilder text = new StringBuilder();
        known.forEach((id, interval) ->
                text.append(id).append(" = ").append(interval.getSeconds() + 1).append('\n'));
        Path fresh = to.resolveSibling(to.getFileName() + ".new");
        try {
            Files.write(fresh, text.toString().getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} cannot be written, intervals are learned anew after a restart: {}", to, e.toString());
        }
    }
}
