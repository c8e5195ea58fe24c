// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.fake;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterState;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleException;
import org.ravning.api.Capability;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.api.PlatformOptions;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.PendingLink;
import org.ravning.spi.Radio;
import org.ravning.spi.RadioEvents;
import org.ravning.spi.RadioScan;
import org.ravning.testkit.Await;

/**
 * A radio that records what it is asked, answers as it was told to, and complains when core breaks the rules of the SPI
 * (two scans at once, two links to one device).
 */
public final class FakeRadio implements Radio {
    private final AdapterId id;
    private final Set<Capability> capabilities = EnumSet.complementOf(EnumSet.of(Capability.RESTART));
    private final List<RadioScan> starts = new CopyOnWriteArrayList<>();
    private final List<FakeAttempt> attempts = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<DeviceId> forgotten = new CopyOnWriteArrayList<>();
    private final List<PlatformOptions> connectedWith = new CopyOnWriteArrayList<>();
    private final AtomicInteger stops = new AtomicInteger();
    private volatile AdapterState state = AdapterState.POWERED_ON;
    private volatile @Nullable RadioEvents sink;
    private volatile Supplier<CompletionStage<Void>> onStart = () -> CompletableFuture.completedFuture(null);
    private volatile Supplier<CompletionStage<Void>> onStop = () -> CompletableFuture.completedFuture(null);
    private volatile Supplier<CompletionStage<List<KnownDevice>>> known =
            () -> CompletableFuture.completedFuture(List.of());
    private volatile @Nullable Consumer<FakeLink> connectsAtOnce;
    private volatile int slots;
    private volatile int parallel = 1;
    private volatile boolean mayRestart;
    private final AtomicInteger restarts = new AtomicInteger();

    FakeRadio(String backend, String name) {
        this.id = new AdapterId(backend, name);
    }

    @Override
    public AdapterId id() {
        return id;
    }

    @Override
    public String label() {
        return "fake radio " + id.name();
    }

    @Override
    public @Nullable DeviceAddress address() {
        return null;
    }

    @Override
    public AdapterState state() {
        return state;
    }

    @Override
    public Set<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public CompletionStage<Void> startScan(RadioScan scan, RadioEvents events) {
        if (sink != null) {
            complaints.add("started while it scanned");
        }
        sink = events;
        starts.add(scan);
        return onStart.get();
    }

    @Override
    public CompletionStage<Void> stopScan() {
        sink = null;
        stops.incrementAndGet();
        return onStop.get();
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public int parallelConnects() {
        return parallel;
    }

    @Override
    public PendingLink openLink(DeviceId device, LinkEvents events) {
        boolean open = attempts.stream().anyMatch(attempt -> attempt.device().equals(device) && attempt.isOpen());
        if (open) {
            complaints.add("asked for a second link to " + device);
        }
        FakeAttempt attempt = new FakeAttempt(device, events);
        attempts.add(attempt);
        Consumer<FakeLink> prepare = connectsAtOnce;
        if (prepare != null) {
            prepare.accept(attempt.linkOf());
            attempt.connected();
        }
        return attempt;
    }

    @Override
    public PendingLink openLink(DeviceId device, LinkEvents events, List<PlatformOptions> platform) {
        connectedWith.addAll(platform);
        return openLink(device, events);
    }

    /** Returns the options for single systems that attempts to connect came with. */
    public List<PlatformOptions> connectedWith() {
        return new ArrayList<>(connectedWith);
    }

    @Override
    public CompletionStage<List<KnownDevice>> knownDevices() {
        return known.get();
    }

    @Override
    public CompletionStage<Boolean> forget(DeviceId device) {
        forgotten.add(device);
        return CompletableFuture.completedFuture(known.get().toCompletableFuture().getNow(List.of()).stream()
                .anyMatch(remembered -> remembered.device().equals(device)));
    }

    @Override
    public boolean mayRestartItself() {
        return mayRestart;
    }

    @Override
    public CompletionStage<Void> restart() {
        if (!capabilities.contains(Capability.RESTART)) {
            return Radio.super.restart();
        }
        restarts.incrementAndGet();
        return CompletableFuture.completedFuture(null);
    }

    /** Lets core switch it off and on by itself. */
    public void mayBeRestarted() {
        capabilities.add(Capability.RESTART);
        mayRestart = true;
    }

    /** Returns how often it was switched off and on. */
    public int restarts() {
        return restarts.get();
    }

    /** Sets what the system remembers. */
    public void knows(KnownDevice... devices) {
        known = () -> CompletableFuture.completedFuture(List.of(devices));
    }

    /** Lets the system not answer what it remembers. */
    public void hangsOnKnownDevices() {
        known = CompletableFuture::new;
    }

    /** Returns what was to be forgotten. */
    public List<DeviceId> forgotten() {
        return new ArrayList<>(forgotten);
    }

    /** Sets what starting a scan answers. */
    public void onStart(Supplier<CompletionStage<Void>> answer) {
        onStart = answer;
    }

    /** Lets each start fail. */
    public void refuseStart(BleException cause) {
        onStart = () -> CompletableFuture.failedFuture(cause);
    }

    /** Sets what stopping a scan answers. */
    public void onStop(Supplier<CompletionStage<Void>> answer) {
        onStop = answer;
    }

    /** Lets each attempt to connect succeed by itself, with a link that was prepared. */
    public void connectAtOnce(Consumer<FakeLink> prepare) {
        connectsAtOnce = prepare;
    }

    /** Says, the next time it is asked, how many links it holds. */
    public void holds(int most) {
        slots = most;
    }

    /** Says, the next time it is asked, how many links it begins at once. */
    public void beginsAtOnce(int most) {
        parallel = most;
    }

    /** Takes a capability away. */
    public void lacks(Capability capability) {
        capabilities.remove(capability);
    }

    /** Says whether a scan runs. */
    public boolean isScanning() {
        return sink != null;
    }

    /** Returns every scan that was started. */
    public List<RadioScan> starts() {
        return new ArrayList<>(starts);
    }

    /** Returns how often a scan was stopped. */
    public int stops() {
        return stops.get();
    }

    /** Returns every attempt to connect. */
    public List<FakeAttempt> attempts() {
        return new ArrayList<>(attempts);
    }

    /** Waits for the n-th attempt to connect, counted from 1. */
    public FakeAttempt attempt(int number) {
        Await.until("attempt " + number + " on " + id, () -> attempts.size() >= number);
        return attempts.get(number - 1);
    }

    /** Returns what core did against the rules. */
    public List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    /** Returns the sink of the scan that runs. */
    public RadioEvents sink() {
        RadioEvents current = sink;
        if (current == null) {
            throw new AssertionError(id + " does not scan");
        }
        return current;
    }

    /** Hears a whole advertisement. */
    public void hears(DeviceId device, int rssi, AdvertisingData data) {
        hears(device, rssi, AdvertisementReport.Part.WHOLE, data);
    }

    /** Hears a whole advertisement if it scans at this moment; returns whether it did. */
    public boolean hearsIfScanning(DeviceId device, int rssi, AdvertisingData data) {
        RadioEvents current = sink;
        if (current != null) {
            current.advertisement(new AdvertisementReport(device, rssi, true, AdvertisementReport.Part.WHOLE, data));
        }
        return current != null;
    }

    /** Hears a part of an advertisement. */
    public void hears(DeviceId device, int rssi, AdvertisementReport.Part part, AdvertisingData data) {
        sink().advertisement(new AdvertisementReport(device, rssi, true, part, data));
    }

    /** Ends the scan by itself. */
    public void stopsByItself(BleException cause) {
        RadioEvents current = sink();
        sink = null;
        current.scanStopped(cause);
    }

    /** Ends all that runs without telling anybody, as a backend does that stops. */
    void forget() {
        sink = null;
        attempts.forEach(FakeAttempt::forget);
    }

    void becomes(AdapterState next) {
        state = next;
    }
}
