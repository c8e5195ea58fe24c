// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleCentral;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DeviceId;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.session.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lane for each device with raw commands; devices do not wait for each other while there are threads. */
public final class GattLanes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GattLanes.class);
    /** What is answered when there is no room. */
    static final Outcome FULL = Outcome.refused("busy", "busy", "too many raw commands wait");

    private static final int DEVICES = 64;
    private static final Duration FAREWELL = Duration.ofMillis(400);

    private final Surroundings around;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DeviceId, GattLane> lanes = new HashMap<>();
    private boolean closed;

    /**
     * Opens no lane yet.
     *
     * @param central connects, or null while there is no core
     * @param workers runs what blocks; bounded, and shut down here
     * @param idle how long a connection stays after the last command
     */
    public GattLanes(
            Supplier<@Nullable BleCentral> central,
            Publisher publisher,
            Clock clock,
            ExecutorService workers,
            ScheduledExecutorService timer,
            Duration idle) {
        around = new Surroundings(central, publisher, clock, workers, timer, idle);
    }

    /** Queues a command; returns whether there was room. */
    boolean add(GattJob job) {
        lock.lock();
        try {
            DeviceId device = job.device;
            if (closed || lanes.size() >= DEVICES && !lanes.containsKey(device)) {
                return false;
            }
            return lanes.computeIfAbsent(device, d -> new GattLane(d, around)).add(job);
        } finally {
            lock.unlock();
        }
    }

    /** Gives the connection to a device up, after what waits for it or at once, and what is forwarded; does not block. */
    public void giveUp(DeviceId device, boolean atOnce) {
        GattLane lane = find(device);
        if (lane != null) {
            lane.leave(atOnce);
        }
    }

    /** Says whether there is a connection to a device, or is about to be. */
    public boolean isOpen(DeviceId device) {
        GattLane lane = find(device);
        return lane != null && lane.isOpen();
    }

    private @Nullable GattLane find(DeviceId device) {
        lock.lock();
        try {
            return lanes.get(device);
        } finally {
            lock.unlock();
        }
    }

    /** Gives every connection up; takes less than half a second, what takes longer ends by itself. */
    @Override
    public void close() {
        List<GattLane> all;
        lock.lock();
        try {
            closed = true;
            all = new ArrayList<>(lanes.values());
            lanes.clear();
        } finally {
            lock.unlock();
        }
        around.workers.shutdownNow(); // what is under way is answered
        Thread farewell = farewell(() -> all.forEach(GattLane::close));
        try {
            farewell.join(FAREWELL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread farewell(Runnable task) {
        Thread farewell = new Thread(task, "ravning-mqtt-farewell");
        farewell.setDaemon(true);
        farewell.start();
        return farewell;
    }

    /** Takes a lane out that has nothing to do; returns whether it is out. */
    private boolean retire(DeviceId device, GattLane lane, BooleanSupplier isIdle) {
        lock.lock();
        try {
            return isIdle.getAsBoolean() && lanes.remove(device, lane);
        } finally {
            lock.unlock();
        }
    }

    /** What a lane works with. */
    final class Surroundings {
        private final Supplier<@Nullable BleCentral> central;
        private final Publisher publisher;
        private final Clock clock;
        private final ExecutorService workers;
        private final ScheduledExecutorService timer;
        private final Duration idle;

        private Surroundings(
                Supplier<@Nullable BleCentral> central,
                Publisher publisher,
                Clock clock,
                ExecutorService workers,
                ScheduledExecutorService timer,
                Duration idle) {
            this.central = central;
            this.publisher = publisher;
            this.clock = clock;
            this.workers = workers;
            this.timer = timer;
            this.idle = idle;
        }

        BleCentral central() throws BleException {
            BleCentral now = central.get();
            if (now == null) {
                throw new BleUnavailableException(
                        BleOperation.of("connect"),
                        BleUnavailableException.Reason.NO_BACKEND,
                        "Bluetooth is not running in this gateway",
                        "",
                        null);
            }
            return now;
        }

        Publisher publisher() {
            return publisher;
        }

        Clock clock() {
            return clock;
        }

        /** Runs what blocks; returns whether there was room. */
        boolean run(Runnable task) {
            try {
                workers.execute(task);
                return true;
            } catch (RejectedExecutionException e) {
                LOG.debug("no room for more raw commands", e);
                return false;
            }
        }

        /** Runs what ends a connection, also when there is no room. */
        void runSurely(Runnable task) {
            if (!run(task)) {
                farewell(task);
            }
        }

        /** Runs this, on a worker, when a connection has been idle for long enough. */
        @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer
        void later(Runnable task) {
            try {
                timer.schedule(() -> run(task), idle.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("shutting down", e);
            }
        }

        boolean retire(DeviceId device, GattLane lane, BooleanSupplier isIdle) {
            return GattLanes.this.retire(device, lane, isIdle);
        }
    }
}
