// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.json.StrictJson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is retained under Homie's topics, over a restart: so that what nothing stands behind any more can be removed, and
 * that a description keeps its version as long as it says the same. Any thread may call.
 */
public final class HomieMemory {
    private static final Logger LOG = LoggerFactory.getLogger(HomieMemory.class);
    private static final String LOST = "MQTT: {} cannot be read, what it told of Homie's topics is forgotten ({})";
    private static final StrictJson FILE = new StrictJson(64 << 20, 8);
    private static final int MOST = 20_000;

    private final @Nullable Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Kept> devices = new LinkedHashMap<>();
    private boolean dirty;

    /** What is kept of a device. */
    private record Kept(Set<String> topics, String content, long version) {
        static final Kept NOTHING = new Kept(Set.of(), "", 0);
    }

    private HomieMemory(@Nullable Path file) {
        this.file = file;
    }

    /** Returns a memory that ends with the process. */
    public static HomieMemory none() {
        return new HomieMemory(null);
    }

    /** Returns a memory in that file; one that cannot be read is told, and begun anew. */
    public static HomieMemory in(Path file) {
        HomieMemory memory = new HomieMemory(file);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            LOG.warn(LOST, file, "it is no regular file");
            return memory;
        }
        try {
            memory.read(FILE.parse(Bytes.of(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            LOG.debug("nothing was published by Homie's convention yet: {}", file);
        } catch (IOException | BadPayloadException e) {
            LOG.warn(LOST, file, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn(LOST, file, "it is no list of devices");
            LOG.debug("what is wrong with {}", file, e);
            memory.devices.clear();
        }
        return memory;
    }

    private void read(JsonElement json) {
        for (Map.Entry<String, JsonElement> entry : json.getAsJsonObject().entrySet()) {
            JsonObject kept = entry.getValue().getAsJsonObject();
            Set<String> topics = new HashSet<>();
            kept.getAsJsonArray("topics").forEach(topic -> topics.add(topic.getAsString()));
            devices.put(
                    entry.getKey(),
                    new Kept(
                            topics,
                            kept.getAsJsonPrimitive("content").getAsString(),
                            kept.getAsJsonPrimitive("version").getAsLong()));
        }
    }

    /** Returns the topics of the devices that are known. */
    Set<String> devices() {
        lock.lock();
        try {
            return Set.copyOf(devices.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Returns the topics of that device that may be retained. */
    Set<String> topics(String device) {
        lock.lock();
        try {
            return devices.getOrDefault(device, Kept.NOTHING).topics();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps which topics of a device may be retained. */
    void keep(String device, Set<String> topics) {
        lock.lock();
        try {
            Kept old = devices.getOrDefault(device, Kept.NOTHING);
            put(device, new Kept(Set.copyOf(topics), old.content(), old.version()));
        } finally {
            lock.unlock();
        }
    }

    /** Returns the version of a description: a higher one if it is not what it was. */
    long version(String device, String content, Clock clock) {
        lock.lock();
        try {
            Kept old = devices.getOrDefault(device, Kept.NOTHING);
            String digest = digest(content);
            if (old.content().equals(digest)) {
                return old.version();
            }
            long version = old.version() == 0 ? clock.instant().getEpochSecond() : old.version() + 1;
            put(device, new Kept(old.topics(), digest, version));
            return version;
        } finally {
            lock.unlock();
        }
    }

    /** Takes note that another gateway has given a description a version: ours will have a higher one. */
    void learn(String device, long version) {
        lock.lock();
        try {
            Kept old = devices.getOrDefault(device, Kept.NOTHING);
            if (version > old.version()) {
                put(device, new Kept(old.topics(), "", version));
            }
        } finally {
            lock.unlock();
        }
    }

    private static String digest(String content) {
        try {
            return Bytes.of(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)))
                    .hex();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Forgets a device. */
    void forget(String device) {
        lock.lock();
        try {
            dirty |= devices.remove(device) != null;
        } finally {
            lock.unlock();
        }
    }

    private void put(String device, Kept kept) {
        if (devices.containsKey(device) || devices.size() < MOST) {
            dirty |= !kept.equals(devices.put(device, kept));
        }
    }

    /** Writes the file, if anything has changed. */
    void save() {
        JsonObject json = new JsonObject();
        lock.lock();
        try {
            if (!dirty || file == null) {
                return;
            }
            dirty = false;
            devices.forEach((device, kept) -> json.add(device, json(kept)));
        } finally {
            lock.unlock();
        }
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(next, Json.text(json), StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("MQTT: {} cannot be written: {}", file, e.getMessage());
        }
    }

    private static JsonObject json(Kept kept) {
        JsonObject json = new JsonObject();
        json.add("topics", Json.strings(kept.topics().stream().sorted().toList()));
        json.add("content", new JsonPrimitive(kept.content()));
        json.add("version", new JsonPrimitive(kept.version()));
        return json;
    }
}
