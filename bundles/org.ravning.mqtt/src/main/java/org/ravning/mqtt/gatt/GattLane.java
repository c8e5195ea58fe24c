// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.time.Clock;
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
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.NotificationListener;
import org.ravning.api.PairingAgent;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.mqtt.session.Publisher;
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
    private volatile boolean held;
    private boolean busy;
    /** Whether the connection is to be given up as soon as nothing waits for it. */
    private boolean leaving;

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

    /** Gives the connection up, after what waits for it or at once; does not block. */
    void leave(boolean atOnce) {
        boolean now;
        lock.lock();
        try {
            now = atOnce || !busy;
            leaving = busy;
        } finally {
            lock.unlock();
        }
        if (now) {
            around.runSurely(atOnce ? this::close : this::giveUp);
        }
    }

    boolean isOpen() {
        lock.lock();
        try {
            return busy || connection != null && connection.state() instanceof ConnectionState.Connected;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the connection, and with it what is under way; answers what waits. */
    void close() {
        for (GattJob job = next(); job != null; job = next()) {
            shuttingDown(job);
        }
        giveUp();
    }

    /** Ends the connection, if there is one, and what was forwarded from it. */
    private void giveUp() {
        held = false;
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
                job.answer(LaneAnswer.failed("error", GattFailures.word(Code.FAILED), "it failed, see the log"));
            }
        }
        if (takeLeave()) {
            giveUp();
        }
        idleLater();
    }

    private boolean takeLeave() {
        lock.lock();
        try {
            boolean now = leaving && !busy;
            leaving = leaving && !now;
            return now;
        } finally {
            lock.unlock();
        }
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
        job.answer(LaneAnswer.failed("error", GattFailures.word(Code.SHUTTING_DOWN), "the gateway shuts down"));
    }

    private void perform(GattJob job) throws InterruptedException {
        Instant begin = around.clock().instant();
        job.begun(begin);
        if (!begin.isBefore(job.deadline)) {
            String message = "its deadline passed in the queue; the device was not touched";
            job.answer(LaneAnswer.failed("expired", GattFailures.word(Code.TIMEOUT), message));
            return;
        }
        LaneAnswer answer;
        try {
            answer = attempt(job);
        } catch (BleException e) {
            answer = GattFailures.answer(e, job.task.isWriting());
        }
        job.ended(around.clock().instant());
        job.answer(answer);
    }

    private LaneAnswer attempt(GattJob job) throws BleException, InterruptedException {
        boolean reused = current() != null;
        job.attempted();
        try {
            return job.task.perform(new Turn(job));
        } catch (BleDisconnectedException e) {
            if (!reused || e.wasSent() || !job.task.isRepeatable()) {
                throw e;
            }
            job.attempted();
            return job.task.perform(new Turn(job)); // the connection had been lost before; nothing was sent
        }
    }

    private BleConnection connect(GattJob job) throws BleException, InterruptedException {
        BleConnection open = current();
        if (open != null && open.state() instanceof ConnectionState.Connected) {
            job.connected(Duration.ZERO, open.adapter());
            return open;
        }
        if (open != null) {
            giveUp();
        }
        Instant begin = around.clock().instant();
        BleCentral central = around.central();
        BleConnection fresh = central.connect(device, ConnectOptions.DEFAULT.withTimeout(left(job)));
        swap(fresh);
        job.connected(Duration.between(begin, around.clock().instant()), fresh.adapter());
        return fresh;
    }

    private Duration left(GattJob job) {
        Duration left = Duration.between(around.clock().instant(), job.deadline);
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
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
            boolean kept = held && connection != null && connection.state() instanceof ConnectionState.Connected;
            return !busy && generation == since && !subscribed && !kept;
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

    /** What the task of a job has of this lane. */
    private final class Turn implements Visit {
        private final GattJob job;

        Turn(GattJob job) {
            this.job = job;
        }

        @Override
        public BleConnection connection() throws BleException, InterruptedException {
            return connect(job).withTimeout(left());
        }

        @Override
        public void pair(PairingAgent agent) throws BleException, InterruptedException {
            Instant begin = around.clock().instant();
            ConnectOptions options = ConnectOptions.DEFAULT.withTimeout(left()).withPairing(agent);
            BleConnection paired = around.central().connect(device, options);
            job.connected(Duration.between(begin, around.clock().instant()), paired.adapter());
            BleConnection open = current();
            if (open != null && open.state() instanceof ConnectionState.Connected) {
                paired.close(); // a second handle to the same link
            } else {
                giveUp();
                swap(paired);
            }
        }

        @Override
        public boolean forget() throws BleException, InterruptedException {
            giveUp();
            return around.central().forget(device);
        }

        @Override
        public void disconnect() {
            giveUp();
        }

        @Override
        public void hold() {
            BleConnection open = current();
            if (open != null) {
                held = true;
                open.onStateChange(state -> {
                    if (state instanceof ConnectionState.Disconnected) {
                        idleLater();
                    }
                });
            }
        }

        @Override
        public void subscribe(GattTarget target, Characteristic characteristic, NotificationListener listener)
                throws BleException, InterruptedException {
            Subscription old = subscriptions.get(target);
            if (old == null || !old.isActive()) {
                subscriptions.put(target, connection().subscribe(characteristic, listener, SubscribeOptions.DEFAULT));
            }
        }

        @Override
        public void unsubscribe(GattTarget target) {
            Subscription old = subscriptions.remove(target);
            if (old != null) {
                old.close();
            }
        }

        @Override
        public void idleLater() {
            GattLane.this.idleLater();
        }

        @Override
        public Duration left() {
            return GattLane.this.left(job);
        }

        @Override
        public Clock clock() {
            return around.clock();
        }

        @Override
        public Publisher publisher() {
            return around.publisher();
        }
    }
}
