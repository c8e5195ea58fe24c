// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.NotificationListener;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.api.WriteMode;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.json.Json;
import org.ravning.profile.api.CommandResult.Code;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The raw commands of one device, one at a time, over one connection that stays a while after the last of them, and as
 * long as somebody is subscribed.
 */
final class GattLane {
    private static final Logger LOG = LoggerFactory.getLogger(GattLane.class);
    private static final int QUEUE = 16;

    private final DeviceId device;
    private final GattLanes.Surroundings around;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<GattJob> queue = new ArrayDeque<>();
    private final Map<GattTarget, Subscription> subscriptions = new ConcurrentHashMap<>();
    private @Nullable BleConnection connection;
    private boolean busy;
    private long generation;

    GattLane(DeviceId device, GattLanes.Surroundings around) {
        this.device = device;
        this.around = around;
    }

    /** Queues a command; returns whether there was room. Does not block. */
    boolean add(GattJob job) {
        boolean begin;
        lock.lock();
        try {
            if (queue.size() >= QUEUE) {
                return false;
            }
            queue.add(job);
            generation++;
            begin = !busy;
            busy = true;
        } finally {
            lock.unlock();
        }
        if (begin && !around.run(this::drain)) {
            lock.lock();
            try {
                busy = false;
                queue.remove(job);
            } finally {
                lock.unlock();
            }
            return false;
        }
        return true;
    }

    /** Ends the connection, and with it what is under way; answers what waits. */
    void close() {
        for (GattJob job = next(); job != null; job = next()) {
            shuttingDown(job);
        }
        subscriptions.values().forEach(Subscription::close);
        subscriptions.clear();
        BleConnection open = swap(null);
        if (open != null) {
            open.close();
        }
    }

    private void drain() {
        for (GattJob job = next(); job != null; job = next()) {
            try {
                perform(job);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                shuttingDown(job);
            } catch (RuntimeException e) {
                LOG.error("a raw command for {} failed", device, e);
                job.failed("error", new Outcome.Failure(word(Code.FAILED), "it failed, see the log", null));
            }
        }
        idleLater();
    }

    private @Nullable GattJob next() {
        lock.lock();
        try {
            GattJob job = queue.poll();
            busy = job != null;
            return job;
        } finally {
            lock.unlock();
        }
    }

    private static void shuttingDown(GattJob job) {
        job.failed("error", new Outcome.Failure(word(Code.SHUTTING_DOWN), "the gateway shuts down", null));
    }

    private void perform(GattJob job) throws InterruptedException {
        Instant begin = around.clock().instant();
        job.begun(begin);
        if (!begin.isBefore(job.deadline)) {
            job.failed("expired", new Outcome.Failure(word(Code.TIMEOUT), "its deadline passed in the queue", null));
            return;
        }
        try {
            attempt(job);
        } catch (BleException e) {
            GattFailures.Named named = GattFailures.name(e, job.isWrite());
            job.failed(named.status(), named.failure());
        }
    }

    private void attempt(GattJob job) throws BleException, InterruptedException {
        boolean reused = isConnected();
        try {
            work(job);
        } catch (BleDisconnectedException e) {
            if (!reused || e.wasSent()) {
                throw e;
            }
            work(job); // the connection had been lost before; nothing was sent
        }
    }

    private void work(GattJob job) throws BleException, InterruptedException {
        job.attempted();
        BleConnection open = connect(job);
        Characteristic characteristic = open.gatt()
                .characteristic(job.target.service(), job.target.characteristic())
                .orElse(null);
        if (characteristic == null) {
            String message = device + " has no characteristic " + job.target.name();
            job.failed("error", new Outcome.Failure("unknown_characteristic", message, null));
            return;
        }
        Instant begin = around.clock().instant();
        JsonObject result;
        try {
            result = act(job, open.withTimeout(left(job)), characteristic);
        } finally {
            job.worked(Duration.between(begin, around.clock().instant()));
        }
        job.done(result);
    }

    private BleConnection connect(GattJob job) throws BleException, InterruptedException {
        BleConnection open = current();
        if (open != null && open.state() instanceof ConnectionState.Connected) {
            job.connected(Duration.ZERO, open.adapter());
            return open;
        }
        if (open != null) {
            subscriptions.clear();
            swap(null);
            open.close();
        }
        Instant begin = around.clock().instant();
        BleCentral central = around.central();
        BleConnection fresh = central.connect(device, ConnectOptions.DEFAULT.withTimeout(left(job)));
        swap(fresh);
        job.connected(Duration.between(begin, around.clock().instant()), fresh.adapter());
        return fresh;
    }

    private JsonObject act(GattJob job, BleConnection open, Characteristic characteristic)
            throws BleException, InterruptedException {
        if (job.action instanceof GattRequest.Action.Write write) {
            open.write(characteristic, write.value(), write.mode());
            JsonObject result = new JsonObject();
            result.addProperty("value", write.value().hex());
            result.addProperty("confirmed", isConfirmed(write.mode(), characteristic));
            return result;
        }
        if (job.action instanceof GattRequest.Action.Subscribe subscribe) {
            setSubscribed(job, open, characteristic, subscribe.enable());
            JsonObject result = new JsonObject();
            result.addProperty("enable", subscribe.enable());
            return result;
        }
        Bytes value = open.read(characteristic);
        JsonObject json =
                GattValueJson.of(characteristic.uuid(), value, around.clock().instant());
        around.publisher().send(job.target.topic(), Json.bytes(json));
        return json;
    }

    private static boolean isConfirmed(WriteMode mode, Characteristic characteristic) {
        return mode == WriteMode.WITH_RESPONSE
                || mode == WriteMode.AUTO && characteristic.can(CharacteristicProperty.WRITE);
    }

    private void setSubscribed(GattJob job, BleConnection open, Characteristic characteristic, boolean enable)
            throws BleException, InterruptedException {
        Subscription old = subscriptions.get(job.target);
        if (enable && (old == null || !old.isActive())) {
            Subscription made = open.subscribe(characteristic, new Forward(job), SubscribeOptions.DEFAULT);
            subscriptions.put(job.target, made);
        } else if (!enable && old != null) {
            subscriptions.remove(job.target);
            old.close();
        }
    }

    private Duration left(GattJob job) {
        Duration left = Duration.between(around.clock().instant(), job.deadline);
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    private boolean isConnected() {
        return current() != null;
    }

    private void idleLater() {
        long now;
        lock.lock();
        try {
            now = generation;
        } finally {
            lock.unlock();
        }
        around.later(() -> idle(now));
    }

    /** Gives the connection up if nothing happened since. */
    private void idle(long since) {
        if (around.retire(device, this, () -> isIdle(since))) {
            close();
        }
    }

    private boolean isIdle(long since) {
        lock.lock();
        try {
            boolean subscribed = subscriptions.values().stream().anyMatch(Subscription::isActive);
            return !busy && generation == since && !subscribed;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable BleConnection current() {
        lock.lock();
        try {
            return connection;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable BleConnection swap(@Nullable BleConnection next) {
        lock.lock();
        try {
            BleConnection old = connection;
            connection = next;
            return old;
        } finally {
            lock.unlock();
        }
    }

    private static String word(Code code) {
        return GattFailures.word(code);
    }

    /** Publishes what a characteristic sends. */
    private final class Forward implements NotificationListener {
        private final GattJob job;

        Forward(GattJob job) {
            this.job = job;
        }

        @Override
        public void onValue(Bytes value, Instant at) {
            JsonObject json = GattValueJson.of(job.target.characteristic(), value, at);
            around.publisher().sample(job.target.topic(), Json.bytes(json));
        }

        @Override
        public void onEnd(@Nullable BleException cause) {
            if (cause != null) {
                GattFailures.Named named = GattFailures.name(cause, false);
                Outcome.Failure failure = new Outcome.Failure(
                        named.failure().code(),
                        "subscription ended: " + named.failure().message(),
                        null);
                job.ticket.add(Outcome.refused("error", failure.code(), failure.message()));
                idleLater();
            }
        }
    }
}
