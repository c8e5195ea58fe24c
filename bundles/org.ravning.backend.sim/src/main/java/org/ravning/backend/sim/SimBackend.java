// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.backend.sim.air.Air;
import org.ravning.backend.sim.air.AirAdapter;
import org.ravning.backend.sim.air.AirObserver;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;

/** The way into a simulated air: each of its adapters is a radio. */
public final class SimBackend implements Backend {
    /** The name of this backend. */
    public static final String NAME = "sim";

    private final Air air;
    private final Clock clock;
    private final Supplier<ScheduledExecutorService> executors;
    private final ReentrantLock lifecycle = new ReentrantLock();
    private @Nullable ScheduledExecutorService running; // guarded by lifecycle

    /** Creates it for real time, with a thread of its own while it runs. */
    public SimBackend(Air air) {
        this(air, Clock.systemUTC(), () -> Executors.newSingleThreadScheduledExecutor(threads()));
    }

    /**
     * Creates it for a time of its own.
     *
     * @param executors gives an executor for each start, of one thread; the backend shuts it down when it stops
     */
    public SimBackend(Air air, Clock clock, Supplier<ScheduledExecutorService> executors) {
        this.air = air;
        this.clock = clock;
        this.executors = executors;
    }

    /** Returns the air that it works in. */
    public Air air() {
        return air;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(BackendEvents events) {
        lifecycle.lock();
        try {
            if (running != null) {
                throw new IllegalStateException("the simulation runs already");
            }
            ScheduledExecutorService executor = executors.get();
            running = executor;
            air.run(executor, clock, new Observer(events));
        } finally {
            lifecycle.unlock();
        }
    }

    @Override
    public void stop() {
        lifecycle.lock();
        try {
            ScheduledExecutorService executor = running;
            if (executor != null) {
                running = null;
                air.halt();
                executor.shutdownNow();
            }
        } finally {
            lifecycle.unlock();
        }
    }

    private String summary() {
        int adapters = air.adapters().size();
        int devices = air.devices().size();
        return "a simulated air with " + devices + (devices == 1 ? " device" : " devices") + " and " + adapters
                + (adapters == 1 ? " adapter" : " adapters")
                + (air.replayCount() == 0 ? "" : ", and a capture that is played");
    }

    private static ThreadFactory threads() {
        return task -> {
            Thread thread = new Thread(task, "ravning-sim");
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Makes a radio of each adapter; one that is plugged in again is a new radio. */
    private final class Observer implements AirObserver {
        private final BackendEvents events;
        private final Map<AirAdapter, SimRadio> radios = new HashMap<>(); // on the air's thread only

        Observer(BackendEvents events) {
            this.events = events;
        }

        @Override
        public void started() {
            events.status(BackendStatus.ok(NAME, summary()));
        }

        @Override
        public void adapterAdded(AirAdapter adapter) {
            SimRadio radio = new SimRadio(adapter);
            radios.put(adapter, radio);
            events.radioAdded(radio);
        }

        @Override
        public void adapterChanged(AirAdapter adapter) {
            SimRadio radio = radios.get(adapter);
            if (radio != null) {
                events.radioChanged(radio);
            }
        }

        @Override
        public void adapterRemoved(AirAdapter adapter) {
            SimRadio radio = radios.remove(adapter);
            if (radio != null) {
                radio.gone();
                events.radioRemoved(
                        radio,
                        new BleUnavailableException(
                                BleOperation.of("use"),
                                BleUnavailableException.Reason.ADAPTER_GONE,
                                "the simulated adapter " + adapter.name() + " was unplugged",
                                "",
                                null));
            }
        }
    }
}
