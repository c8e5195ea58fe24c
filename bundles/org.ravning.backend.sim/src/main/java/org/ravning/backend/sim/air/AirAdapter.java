// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DisconnectReason;

/** A radio of this computer. */
public final class AirAdapter {
    private final Air air;
    private final Builder plan;
    private volatile boolean powered;
    private volatile boolean plugged;

    private final Set<AirDevice> paired = new CopyOnWriteArraySet<>();

    // on the air's thread only
    private final Set<AirLink> links = new LinkedHashSet<>();
    private final Set<AirAttempt> attempts = new LinkedHashSet<>();
    private @Nullable AirListener listener;
    private boolean asking;
    private boolean announced;

    private AirAdapter(Air air, Builder plan) {
        this.air = air;
        this.plan = plan;
        this.powered = plan.powered;
        this.plugged = plan.plugged;
    }

    /** Returns a builder of an adapter that is plugged in and powered, and answers without delay. */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Returns its name, such as {@code sim0}. */
    public String name() {
        return plan.name;
    }

    /** Returns its name for people. */
    public String label() {
        return plan.label;
    }

    /** Returns its own address, or null. */
    public @Nullable DeviceAddress address() {
        return plan.address;
    }

    /** Returns how many links it can hold. */
    public int slots() {
        return plan.slots;
    }

    /** Says whether it is switched on. */
    public boolean isPowered() {
        return powered;
    }

    /** Says whether it is plugged in. */
    public boolean isPlugged() {
        return plugged;
    }

    /** Switches it off: its scan and links end. */
    public void powerOff() {
        air.loop().post(() -> power(false));
    }

    /** Switches it on. */
    public void powerOn() {
        air.loop().post(() -> power(true));
    }

    /** Switches it off, unless it is, and on; the future ends when it is on. */
    public CompletableFuture<Void> restart() {
        CompletableFuture<Void> on = new CompletableFuture<>();
        air.loop().post(() -> {
            if (plugged) {
                power(false);
                power(true);
                on.complete(null);
            } else {
                on.completeExceptionally(AirFailures.gone());
            }
        });
        return on;
    }

    private void power(boolean on) {
        if (powered == on) {
            return;
        }
        powered = on;
        if (!on) {
            endAll(DisconnectReason.ADAPTER_POWERED_OFF, AirFailures.poweredOff());
        }
        tell(AirObserver::adapterChanged);
    }

    /** Pulls it out: it is gone with its scan and links. */
    public void unplug() {
        air.loop().post(() -> {
            if (plugged) {
                plugged = false;
                listener = null;
                announced = false;
                tell(AirObserver::adapterRemoved);
                endAll(DisconnectReason.ADAPTER_GONE, AirFailures.gone());
            }
        });
    }

    /** Plugs it in again. */
    public void replug() {
        air.loop().post(() -> {
            if (!plugged) {
                plugged = true;
                begin();
            }
        });
    }

    /** Ends a running scan, as when another program resets the radio. */
    public void interruptScan() {
        air.loop()
                .post(() -> stopListener(new BleUnavailableException(
                        BleOperation.of("scan"),
                        BleUnavailableException.Reason.FAILED,
                        "the simulated radio ended the scan",
                        "",
                        null)));
    }

    /**
     * Begins to listen; the future ends when the radio does.
     *
     * @param active whether to ask devices for their scan response
     */
    public CompletableFuture<Void> listen(AirListener hearing, boolean active) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        air.loop().post(() -> {
            Optional<BleException> trouble = unavailable();
            if (trouble.isPresent()) {
                started.completeExceptionally(trouble.get());
            } else {
                listener = hearing;
                asking = active;
                started.complete(null);
                air.wakeReplays();
            }
        });
        return started;
    }

    /** Stops listening; once the future has ended, nothing more is heard. */
    public CompletableFuture<Void> deafen() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        air.loop().post(() -> {
            listener = null;
            stopped.complete(null);
        });
        return stopped;
    }

    /** Begins to connect; waits for as long as the device cannot be reached. */
    public AirAttempt connect(DeviceAddress address, AirLinkListener sink) {
        AirAttempt attempt = new AirAttempt(air, this, sink);
        air.loop().post(() -> begin(attempt, address));
        return attempt;
    }

    private void begin(AirAttempt attempt, DeviceAddress address) {
        Optional<BleException> trouble = unavailable();
        Optional<AirDevice> device = air.device(address);
        if (trouble.isPresent()) {
            attempt.fail(trouble.get());
        } else if (device.isEmpty()) {
            attempt.fail(AirFailures.connect(
                    BleConnectException.Reason.NOT_FOUND, "no such device is in the simulated air"));
        } else if (links.size() + attempts.size() >= plan.slots) {
            attempt.fail(AirFailures.connect(
                    BleConnectException.Reason.NO_SLOT, "the simulated adapter has only " + plan.slots + " slots"));
        } else {
            attempts.add(attempt);
            device.get().invite(attempt);
        }
    }

    /** Says whether it holds keys for the device. */
    public boolean isPaired(AirDevice device) {
        return paired.contains(device);
    }

    /** Returns, in the order of the air's devices, those that it holds keys for or is connected to. */
    public CompletableFuture<List<AirDevice>> knownDevices() {
        CompletableFuture<List<AirDevice>> known = new CompletableFuture<>();
        air.loop()
                .post(() -> known.complete(air.devices().stream()
                        .filter(device -> isPaired(device) || isLinked(device))
                        .toList()));
        return known;
    }

    /** Forgets the keys for a device and ends the links to it; the future says whether there was any of these. */
    public CompletableFuture<Boolean> forget(DeviceAddress address) {
        CompletableFuture<Boolean> forgotten = new CompletableFuture<>();
        air.loop().post(() -> {
            Optional<AirDevice> device = air.device(address).filter(d -> isPaired(d) || isLinked(d));
            device.ifPresent(paired::remove);
            List.copyOf(links).stream()
                    .filter(link -> link.device().address().equals(address))
                    .forEach(link -> link.end(DisconnectReason.LOCAL_SYSTEM, "the device was forgotten"));
            forgotten.complete(device.isPresent());
        });
        return forgotten;
    }

    // what follows is for the air's thread

    boolean isLinked(AirDevice device) {
        return links.stream().anyMatch(link -> link.device() == device);
    }

    void paired(AirDevice device) {
        paired.add(device);
    }

    void begin() {
        if (plugged && !announced && air.observer() != null) {
            announced = true;
            tell(AirObserver::adapterAdded);
        }
    }

    void halt() {
        listener = null;
        announced = false;
        endAll(DisconnectReason.ADAPTER_GONE, AirFailures.gone());
    }

    /** Calls the listener, if there is one. */
    void hear(Consumer<AirListener> news) {
        AirListener hearing = listener;
        if (hearing != null) {
            news.accept(hearing);
        }
    }

    boolean isListening() {
        return listener != null;
    }

    boolean isAsking() {
        return asking;
    }

    int mtu() {
        return plan.mtu;
    }

    Duration latency() {
        return plan.latency;
    }

    void linkUp(AirLink link) {
        links.add(link);
    }

    void linkDown(AirLink link) {
        links.remove(link);
    }

    void over(AirAttempt attempt) {
        attempts.remove(attempt);
    }

    private void endAll(DisconnectReason reason, BleUnavailableException cause) {
        stopListener(cause);
        List.copyOf(attempts).forEach(attempt -> attempt.fail(cause));
        List.copyOf(links).forEach(link -> link.end(reason, String.valueOf(cause.getMessage())));
    }

    private void stopListener(BleException cause) {
        AirListener hearing = listener;
        listener = null;
        if (hearing != null) {
            hearing.stopped(cause);
        }
    }

    private void tell(java.util.function.BiConsumer<AirObserver, AirAdapter> news) {
        AirObserver observer = air.observer();
        if (observer != null) {
            news.accept(observer, this);
        }
    }

    private Optional<BleException> unavailable() {
        if (!plugged || !air.loop().isRunning()) {
            return Optional.of(AirFailures.gone());
        }
        return powered ? Optional.empty() : Optional.of(AirFailures.poweredOff());
    }

    /** Plans an adapter; not for use by several threads at once. */
    public static final class Builder {
        private final String name;
        private String label;
        private @Nullable DeviceAddress address;
        private boolean powered = true;
        private boolean plugged = true;
        private int slots = 10;
        private int mtu = 247;
        private Duration latency = Duration.ZERO;

        private Builder(String name) {
            if (!name.matches("[A-Za-z0-9_-]{1,32}")) {
                throw new IllegalArgumentException("an adapter's name is 1 to 32 letters, digits, - or _");
            }
            this.name = name;
            this.label = "Simulated adapter " + name;
        }

        /** Sets the name for people. */
        public Builder label(String text) {
            label = text;
            return this;
        }

        /** Sets the adapter's own address. */
        public Builder address(@Nullable DeviceAddress own) {
            address = own;
            return this;
        }

        /** Sets whether it is switched on at first. */
        public Builder powered(boolean on) {
            powered = on;
            return this;
        }

        /** Sets whether it is plugged in at first. */
        public Builder plugged(boolean in) {
            plugged = in;
            return this;
        }

        /** Sets how many links it can hold, 1 to 1000. */
        public Builder slots(int most) {
            slots = inRange("slots", most, 1, 1000);
            return this;
        }

        /** Sets the largest ATT MTU, 23 to 517. */
        public Builder mtu(int bytes) {
            mtu = inRange("mtu", bytes, 23, 517);
            return this;
        }

        /** Sets how long each operation takes at least. */
        public Builder latency(Duration time) {
            latency = time;
            return this;
        }

        AirAdapter build(Air air) {
            return new AirAdapter(air, this);
        }
    }

    static int inRange(String what, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " is " + min + " to " + max + ", not " + value);
        }
        return value;
    }
}
