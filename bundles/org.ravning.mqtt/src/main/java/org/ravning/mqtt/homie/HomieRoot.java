// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.Publisher;

/**
 * The gateway as a device of Homie 5: the root whose state counts for all its children, the things, when it is lost. That
 * children came is told a little later, for many may come at once.
 */
final class HomieRoot {
    private static final Duration SOON = Duration.ofMillis(500);
    private static final String NAME = "Ravning";

    private final String id;
    private final String topic;
    private final Publisher publisher;
    private final HomieMemory memory;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> children = new TreeSet<>();
    private boolean due;
    private boolean gone;

    HomieRoot(
            String id,
            String topic,
            Publisher publisher,
            HomieMemory memory,
            Clock clock,
            ScheduledExecutorService timer) {
        this.id = id;
        this.topic = topic;
        this.publisher = publisher;
        this.memory = memory;
        this.clock = clock;
        this.timer = timer;
    }

    String id() {
        return id;
    }

    String stateTopic() {
        return topic + "/$state";
    }

    void start() {
        memory.keep(topic, Set.of("$state", "$description"));
        tell();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
    void add(String child) {
        lock.lock();
        try {
            if (children.add(child) && !due) {
                due = true;
                timer.schedule(this::tell, SOON.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (RejectedExecutionException e) {
            due = false; // shutting down
        } finally {
            lock.unlock();
        }
    }

    void remove(String child) {
        lock.lock();
        try {
            if (children.remove(child)) {
                tell();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Says again that it is ready: somebody was told otherwise. */
    void renew() {
        lock.lock();
        try {
            if (!gone) {
                publisher.conclude(stateTopic(), States.READY);
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            gone = true;
            publisher.conclude(stateTopic(), States.DISCONNECTED);
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        lock.lock();
        try {
            due = false;
            if (gone) {
                return;
            }
            JsonObject json = Attributes.description(NAME, children);
            json.addProperty("version", memory.version(topic, Json.text(json), clock));
            publisher.pass(stateTopic(), States.INIT);
            publisher.retain(topic + "/$description", Json.bytes(json));
            publisher.conclude(stateTopic(), States.READY);
        } finally {
            lock.unlock();
        }
    }

    /** The states of a device. */
    static final class States {
        static final Bytes INIT = Bytes.ofUtf8("init");
        static final Bytes READY = Bytes.ofUtf8("ready");
        static final Bytes LOST = Bytes.ofUtf8("lost");
        static final Bytes DISCONNECTED = Bytes.ofUtf8("disconnected");

        private States() {}
    }
}
