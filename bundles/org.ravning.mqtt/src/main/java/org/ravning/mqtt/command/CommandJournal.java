// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.json.StrictJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands and their answers in a file, so that they are known after a restart: a line of JSON when a command is taken
 * in, and another when it is answered. What was written is there after the process was killed; a power cut may lose what
 * the system had not put on the disk yet. A file that cannot be written is told once, and tried again by its owner, which
 * also guards it.
 */
public final class CommandJournal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandJournal.class);
    private static final StrictJson LINE = new StrictJson(1 << 20, 32);
    private static final long LARGEST_FILE = 64L << 20;

    private final @Nullable Path file;
    private @Nullable FileChannel channel;
    private int lines;
    private volatile String trouble = "";

    private CommandJournal(@Nullable Path file) {
        this.file = file;
    }

    /**
     * A command that was taken in.
     *
     * @param topic where its answer goes
     * @param transaction as its sender gave it
     * @param at when it came
     * @param answer what was answered, or null if nothing yet; empty if it was not tried and is forgotten
     */
    record Entry(
            String topic,
            JsonPrimitive transaction,
            Instant at,
            @Nullable Bytes answer) {}

    /** Returns a journal in that file. */
    public static CommandJournal in(Path file) {
        return new CommandJournal(file);
    }

    /** Returns a journal that forgets. */
    public static CommandJournal none() {
        return new CommandJournal(null);
    }

    /** Returns what is in the file, in order; lines that cannot be read (the last may be torn) are left out. */
    List<Entry> read() {
        if (file == null) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        try {
            if (Files.size(file) > LARGEST_FILE || !Files.isRegularFile(file)) {
                LOG.error("{} is larger than 64 MiB or no regular file: earlier commands are not known", file);
                return List.of();
            }
            // Not Files.readAllLines: that gives up the file for one broken character.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            text.lines().forEach(line -> parse(line).ifPresent(entries::add));
        } catch (NoSuchFileException e) {
            LOG.debug("there is no {} yet", file);
        } catch (IOException e) {
            LOG.error("{} cannot be read ({}): earlier commands are not known", file, e.toString());
        }
        return entries;
    }

    /** Writes one more line. */
    void append(Entry entry) {
        FileChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            write(open, List.of(entry));
            lines++;
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** Says whether so many entries are far less than what is in the file. */
    boolean isBloated(int entries) {
        return channel != null && lines > 2 * entries + 1000;
    }

    /** Writes the file anew with these entries; the old one is there until the new one is whole. */
    void rewrite(Collection<Entry> entries) {
        if (file == null) {
            return;
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            close();
            Files.deleteIfExists(fresh);
            try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(out, entries);
                out.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            channel = FileChannel.open(file, StandardOpenOption.APPEND);
            lines = entries.size();
            recovered();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /** Puts what was written on the disk. */
    void force() {
        FileChannel open = channel;
        try {
            if (open != null) {
                open.force(false);
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    @Override
    public void close() {
        FileChannel open = channel;
        channel = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (IOException e) {
            LOG.debug("{} was not closed", file, e);
        }
    }

    private void giveUp(IOException why) {
        if (trouble.isEmpty()) {
            LOG.error("{} cannot be written ({}): commands are not remembered over a restart until it can", file, why);
        }
        trouble = file + " cannot be written (" + why + "): commands are not remembered over a restart";
        close();
    }

    private void recovered() {
        if (!trouble.isEmpty()) {
            trouble = "";
            LOG.info("{} is written again", file);
        }
    }

    /** Returns what keeps it from being written, or nothing; any thread may ask. */
    String trouble() {
        return trouble;
    }

    private static void write(FileChannel out, Collection<Entry> entries) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Entry entry : entries) {
            text.append(Json.text(line(entry))).append('\n');
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static JsonObject line(Entry entry) {
        JsonObject line = new JsonObject();
        line.addProperty("topic", entry.topic());
        line.add("transaction", entry.transaction());
        line.addProperty("at", entry.at().toString());
        Bytes answer = entry.answer();
        if (answer != null) {
            line.addProperty("answer", answer.utf8());
        }
        return line;
    }

    private static Optional<Entry> parse(String text) {
        try {
            if (!(LINE.parse(text) instanceof JsonObject line)
                    || !(line.get("topic") instanceof JsonPrimitive topic)
                    || !(line.get("transaction") instanceof JsonPrimitive transaction)
                    || !(line.get("at") instanceof JsonPrimitive at)) {
                return Optional.empty();
            }
            JsonElement answer = line.get("answer");
            return Optional.of(new Entry(
                    topic.getAsString(),
                    transaction,
                    Instant.parse(at.getAsString()),
                    answer == null ? null : Bytes.ofUtf8(answer.getAsString())));
        } catch (BadPayloadException | DateTimeException | IllegalStateException e) {
            LOG.debug("a line of the journal of commands is left out", e);
            return Optional.empty();
        }
    }
}
