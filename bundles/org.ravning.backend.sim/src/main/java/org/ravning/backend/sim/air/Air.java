// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceAddress;

/**
 * A room full of radio waves: adapters that listen, and devices that advertise and answer.
 *
 * <p>It stands still until {@link #run} and after {@link #halt}; devices keep their values meanwhile. All methods may be
 * called from any thread; what they set in motion happens on the air's thread, in the order of the calls.
 */
public final class Air {
    private final AirLoop loop = new AirLoop();
    private final long seed;
    private final List<AirAdapter> adapters = new CopyOnWriteArrayList<>();
    private final List<AirDevice> devices = new CopyOnWriteArrayList<>();
    private final List<AirReplay> replays = new CopyOnWriteArrayList<>();
    private volatile @Nullable AirObserver observer;

    /** Creates an air without adapters and devices, whose chances all follow from the seed. */
    public Air(long seed) {
        this.seed = seed;
    }

    /** Returns an air with one adapter, {@code sim0}, that answers without delay. */
    public static Air withOneAdapter() {
        Air air = new Air(1);
        air.addAdapter("sim0");
        return air;
    }

    /** Adds an adapter with usual properties; its name must be new. */
    public AirAdapter addAdapter(String name) {
        return addAdapter(AirAdapter.builder(name));
    }

    /** Adds an adapter; its name must be new. */
    public AirAdapter addAdapter(AirAdapter.Builder plan) {
        AirAdapter adapter = plan.build(this);
        if (adapters.stream().anyMatch(a -> a.name().equals(adapter.name()))) {
            throw new IllegalArgumentException("there is an adapter " + adapter.name() + " already");
        }
        adapters.add(adapter);
        loop.post(adapter::begin);
        return adapter;
    }

    /** Adds a device, which begins to advertise if its plan says so; its address must be new. */
    public AirDevice addDevice(AirDeviceBuilder plan) {
        AirDevice device = new AirDevice(this, plan);
        if (device(device.address()).isPresent()) {
            throw new IllegalArgumentException("there is a device " + device.address() + " already");
        }
        devices.add(device);
        if (plan.paired) {
            adapters.forEach(adapter -> adapter.paired(device));
        }
        loop.post(device::begin);
        return device;
    }

    /** Adds a capture, which is played while an adapter listens. */
    public void addReplay(ReplayPlan plan) {
        AirReplay replay = new AirReplay(this, plan);
        replays.add(replay);
        loop.post(() -> {
            if (adapters.stream().anyMatch(AirAdapter::isListening)) {
                replay.wake();
            }
        });
    }

    /** Returns how many captures are played. */
    public int replayCount() {
        return replays.size();
    }

    /** Returns the adapters, in the order in which they were added. */
    public List<AirAdapter> adapters() {
        return List.copyOf(adapters);
    }

    /** Returns the adapter of that name. */
    public AirAdapter adapter(String name) {
        return adapters.stream()
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no adapter " + name));
    }

    /** Returns the devices, in the order in which they were added. */
    public List<AirDevice> devices() {
        return List.copyOf(devices);
    }

    /** Returns the device with that address. */
    public Optional<AirDevice> device(DeviceAddress address) {
        return devices.stream().filter(d -> d.address().equals(address)).findFirst();
    }

    /** Lets the air run on this executor, which must run one task at a time, and by this clock. */
    public void run(ScheduledExecutorService executor, Clock clock, AirObserver watching) {
        loop.attach(executor, clock, () -> {
            observer = watching;
            adapters.forEach(AirAdapter::begin);
            watching.started();
            devices.forEach(AirDevice::begin);
        });
    }

    /**
     * Brings the air to a stand: links end, nobody is told, and once this returns no listener is called. Waits for a
     * listener that is being called, for 0.9 seconds at most. Idempotent.
     */
    public void halt() {
        loop.detach(() -> {
            observer = null;
            adapters.forEach(AirAdapter::halt);
            devices.forEach(AirDevice::halt);
            replays.forEach(AirReplay::halt);
        });
    }

    /** Returns a future that ends, on the air's thread, once all that was asked before has happened. */
    public CompletableFuture<Void> settled() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.post(() -> done.complete(null));
        return done;
    }

    /** Returns chances of their own for a purpose, the same in each run of this air. */
    public Random chance(String purpose) {
        return new Random(seed * 0x9E3779B97F4A7C15L ^ purpose.hashCode());
    }

    /** Plays on, since an adapter listens. */
    void wakeReplays() {
        replays.forEach(AirReplay::wake);
    }

    AirLoop loop() {
        return loop;
    }

    @Nullable
    AirObserver observer() {
        return observer;
    }
}
