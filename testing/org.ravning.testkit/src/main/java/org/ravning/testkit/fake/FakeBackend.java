// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterState;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;

/** A backend that has the radios a test gives it. */
public final class FakeBackend implements Backend {
    private final String name;
    private final List<FakeRadio> radios = new CopyOnWriteArrayList<>();
    private final CountDownLatch hang = new CountDownLatch(1);
    private volatile @Nullable BackendEvents events;
    private volatile boolean hangsOnStop;
    private volatile boolean silent;
    private final AtomicInteger stops = new AtomicInteger();

    /** Creates it without radios. */
    public FakeBackend(String name) {
        this.name = name;
    }

    /** Creates one named {@code fake} with radios of these names. */
    public static FakeBackend with(String... radioNames) {
        FakeBackend backend = new FakeBackend("fake");
        for (String radioName : radioNames) {
            backend.plug(radioName);
        }
        return backend;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start(BackendEvents sink) {
        events = sink;
        radios.forEach(sink::radioAdded);
        if (!silent) {
            sink.status(BackendStatus.ok(name, "the fake is ready"));
        }
    }

    @Override
    public void stop() {
        stops.incrementAndGet();
        if (hangsOnStop) {
            awaitRelease();
        }
        radios.forEach(FakeRadio::forget);
        events = null;
    }

    private void awaitRelease() {
        try {
            hang.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it say no status when it starts. */
    public FakeBackend silent() {
        silent = true;
        return this;
    }

    /** Lets {@link #stop()} hang until {@link #release()}. */
    public FakeBackend hangingOnStop() {
        hangsOnStop = true;
        return this;
    }

    /** Ends the hanging. */
    public void release() {
        hang.countDown();
    }

    /** Returns how often it was stopped. */
    public int stops() {
        return stops.get();
    }

    /** Plugs a radio in; its name is unique here. */
    public FakeRadio plug(String radioName) {
        return plug(radioName, radio -> {});
    }

    /** Plugs a radio in that was prepared. */
    public FakeRadio plug(String radioName, Consumer<FakeRadio> prepare) {
        FakeRadio radio = new FakeRadio(name, radioName);
        prepare.accept(radio);
        radios.add(radio);
        BackendEvents sink = events;
        if (sink != null) {
            sink.radioAdded(radio);
        }
        return radio;
    }

    /** Pulls a radio out. */
    public void unplug(FakeRadio radio) {
        radios.remove(radio);
        radio.becomes(AdapterState.GONE);
        BackendEvents sink = events;
        if (sink != null) {
            BleOperation operation = new BleOperation("use", null, radio.id());
            sink.radioRemoved(
                    radio,
                    new BleUnavailableException(
                            operation, BleUnavailableException.Reason.ADAPTER_GONE, "unplugged", "", null));
        }
    }

    /** Switches a radio on or off. */
    public void power(FakeRadio radio, boolean on) {
        radio.becomes(on ? AdapterState.POWERED_ON : AdapterState.POWERED_OFF);
        BackendEvents sink = events;
        if (sink != null) {
            sink.radioChanged(radio);
        }
    }

    /** Says a status. */
    public void says(BackendStatus status) {
        BackendEvents sink = events;
        if (sink != null) {
            sink.status(status);
        }
    }

    /** Returns the radio of that name. */
    public FakeRadio radio(String radioName) {
        return radios.stream()
                .filter(radio -> radio.id().name().equals(radioName))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no radio " + radioName));
    }
}
