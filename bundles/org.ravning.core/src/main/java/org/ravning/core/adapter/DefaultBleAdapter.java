// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.adapter;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterState;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.Capability;
import org.ravning.api.DeviceAddress;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Stages;
import org.ravning.spi.Radio;

/** An adapter as applications see it: what its radio said last, so that asking never reaches into a backend. */
public final class DefaultBleAdapter implements BleAdapter {
    private final AdapterId id;
    private final Radio radio;
    private final CoreThreads threads;
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean scanning;
    private volatile Snapshot now;

    DefaultBleAdapter(Radio radio, CoreThreads threads) {
        this.id = radio.id();
        this.radio = radio;
        this.threads = threads;
        this.now = Snapshot.of(radio);
    }

    private record Snapshot(
            String label,
            @Nullable DeviceAddress address,
            AdapterState state,
            Set<Capability> capabilities,
            int slots,
            int parallelConnects) {
        static Snapshot of(Radio radio) {
            return new Snapshot(
                    radio.label(),
                    radio.address(),
                    radio.state(),
                    Set.copyOf(radio.capabilities()),
                    radio.slots(),
                    radio.parallelConnects());
        }

        Snapshot gone() {
            return new Snapshot(label, address, AdapterState.GONE, capabilities, slots, parallelConnects);
        }
    }

    @Override
    public AdapterId id() {
        return id;
    }

    @Override
    public String label() {
        return now.label;
    }

    @Override
    public @Nullable DeviceAddress address() {
        return now.address;
    }

    @Override
    public AdapterState state() {
        return now.state;
    }

    @Override
    public Set<Capability> capabilities() {
        return now.capabilities;
    }

    @Override
    public boolean isScanning() {
        return scanning;
    }

    @Override
    public int connections() {
        return connections.get();
    }

    @Override
    public void restart(Duration timeout) throws BleException, InterruptedException {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        threads.workers().execute(() -> {
            try {
                Stages.onEnd(radio.restart(), (nothing, thrown) -> {
                    if (thrown == null) {
                        done.complete(true);
                    } else {
                        done.completeExceptionally(thrown);
                    }
                });
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        BleOperation operation = new BleOperation("restart", null, id);
        new BlockingCalls(threads)
                .await(
                        done,
                        operation,
                        timeout,
                        () -> done.completeExceptionally(BlockingCalls.timeout(operation, timeout, true)));
    }

    /** Returns how many links it can hold, or 0 if it does not say. */
    public int slots() {
        return now.slots;
    }

    /** Returns how many links it can begin at once. */
    public int parallelConnects() {
        return now.parallelConnects;
    }

    /** Returns what drives it. */
    public Radio radio() {
        return radio;
    }

    /** Says whether it can scan and connect now. */
    public boolean isUsable() {
        return now.state == AdapterState.POWERED_ON;
    }

    /** Tells whether it scans. */
    public void scanning(boolean is) {
        scanning = is;
    }

    /** Counts a link that came (1) or went (-1). */
    public void countLink(int change) {
        connections.addAndGet(change);
    }

    /** Asks the radio anew; an adapter that is gone stays so. */
    void refresh() {
        Snapshot fresh = Snapshot.of(radio);
        now = now.state == AdapterState.GONE ? fresh.gone() : fresh;
    }

    void markGone() {
        now = now.gone();
    }

    @Override
    public String toString() {
        return id + " (" + now.label + ", " + now.state + ")";
    }
}
