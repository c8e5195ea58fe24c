// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.ScanMode;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.Futures;
import org.ravning.spi.AdvertisementReport;
import org.ravning.spi.RadioEvents;
import org.ravning.spi.RadioScan;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one discovery of a radio; a passive one is a {@link BluezMonitor} instead.
 *
 * <pre>
 *   IDLE --start--&gt; STARTING --accepted--&gt; RUNNING --stop--&gt; IDLE
 *     ^                |refused              |ended by itself
 *     +----------------+---------------------+
 * </pre>
 *
 * bluetoothd allows one discovery for each D-Bus connection. Starts and stops run one after the other, so that the reply
 * of one never meets the call of the next.
 */
final class BluezScan {
    private static final Logger LOG = LoggerFactory.getLogger(BluezScan.class);
    private static final int MAX_TRIES = 20;

    private enum State {
        IDLE,
        STARTING,
        RUNNING
    }

    private final BluezDaemon daemon;
    private final BluezRadio radio;
    private final BleOperation operation;
    private State state = State.IDLE;
    private @Nullable RadioEvents sink;
    private List<AdvertisementReport> reports = new ArrayList<>();
    private int stops;
    private Loop.@Nullable Timer doubt;
    private @Nullable BluezMonitor monitor;
    private CompletableFuture<Void> tail = CompletableFuture.completedFuture(null);

    BluezScan(BluezDaemon daemon, BluezRadio radio) {
        this.daemon = daemon;
        this.radio = radio;
        this.operation = new BleOperation("scan", null, radio.id());
    }

    CompletableFuture<Void> start(RadioScan wanted, RadioEvents newSink) {
        return inTurn((done, stopsBefore) -> begin(wanted, newSink, done, stopsBefore));
    }

    CompletableFuture<Void> stop() {
        daemon.loop().execute(() -> {
            stops++;
            sink = null;
        });
        return inTurn((done, stopsBefore) -> end(done));
    }

    private CompletableFuture<Void> inTurn(ObjIntConsumer<CompletableFuture<Void>> step) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        daemon.loop().execute(() -> {
            CompletableFuture<Void> before = tail;
            int stopsBefore = stops;
            tail = done;
            Futures.onEnd(before, (v, e) -> daemon.loop().execute(() -> step.accept(done, stopsBefore)));
        });
        return done;
    }

    private void begin(RadioScan wanted, RadioEvents newSink, CompletableFuture<Void> done, int stopsBefore) {
        BleException unavailable = radio.unavailable(operation);
        if (stops != stopsBefore) {
            unavailable = BluezErrors.unavailable(
                    operation, BleUnavailableException.Reason.FAILED, "it was stopped before it began", "", null);
        }
        if (unavailable != null) {
            done.completeExceptionally(unavailable);
            return;
        }
        state = State.STARTING;
        sink = newSink;
        if (wanted.mode() == ScanMode.PASSIVE) {
            monitor(wanted, done);
        } else {
            setFilter(wanted, done, stopsBefore, 1);
        }
    }

    private void monitor(RadioScan wanted, CompletableFuture<Void> done) {
        BluezMonitor begun = new BluezMonitor(daemon, radio);
        begun.start(
                MonitorPatterns.groups(wanted.wants()),
                () -> ended(BluezErrors.unavailable(
                        operation, BleUnavailableException.Reason.FAILED, "bluetoothd gave it up", "", null)),
                error -> {
                    if (error == null) {
                        monitor = begun;
                        state = State.RUNNING;
                        done.complete(null);
                    } else {
                        begun.stop(() -> refused(done, error));
                    }
                });
    }

    private void setFilter(RadioScan wanted, CompletableFuture<Void> done, int stopsBefore, int tries) {
        call(
                "SetDiscoveryFilter",
                "a{sv}",
                error -> {
                    if (error == null) {
                        discover(wanted, done, stopsBefore, tries);
                    } else {
                        refused(done, error);
                    }
                },
                DiscoveryFilter.of(wanted.wants()));
    }

    private void discover(RadioScan wanted, CompletableFuture<Void> done, int stopsBefore, int tries) {
        call("StartDiscovery", "", error -> {
            if (error == null) {
                state = State.RUNNING;
                done.complete(null);
            } else if (error.is("InProgress") && tries < MAX_TRIES && stops == stopsBefore) {
                // A session of ours is left, from a start whose answer never came; or bluetoothd is still stopping one.
                LOG.debug("{}: discovery is in progress, try {}", radio, tries);
                Runnable again = () -> setFilter(wanted, done, stopsBefore, tries + 1);
                call(
                        "StopDiscovery",
                        "",
                        ignored -> daemon.loop().after(daemon.timing().scanRetry(), again));
            } else {
                refused(done, error);
            }
        });
    }

    private void refused(CompletableFuture<Void> done, BusException error) {
        if (error.is(BusException.NO_ANSWER)) {
            call("StopDiscovery", "", ignored -> {}); // it may yet have started
        }
        state = State.IDLE;
        sink = null;
        done.completeExceptionally(BluezErrors.scan(operation, error, daemon.timing()));
    }

    private void end(CompletableFuture<Void> done) {
        cancelDoubt();
        sink = null;
        if (state == State.IDLE) {
            done.complete(null);
            return;
        }
        state = State.IDLE;
        if (monitor != null) {
            monitor.stop(() -> done.complete(null));
            monitor = null;
            return;
        }
        stopDiscovery(done, 1);
    }

    private void stopDiscovery(CompletableFuture<Void> done, int tries) {
        call("StopDiscovery", "", error -> {
            if (error == null || !isStillDiscovering(error) || tries == MAX_TRIES) {
                done.complete(null);
            } else {
                LOG.debug("{}: StopDiscovery, try {}: {}", radio, tries, error.getMessage());
                daemon.loop().after(daemon.timing().scanRetry(), () -> stopDiscovery(done, tries + 1));
            }
        });
    }

    /**
     * Says whether our session is left: the kernel refuses (busy, "Rejected") while it is connecting, and discovery would
     * go on by itself afterwards. Otherwise it was stopped already: by power off, by a restart, by bluetoothd itself.
     */
    private static boolean isStillDiscovering(BusException error) {
        return error.is("InProgress") || error.is("Failed") && !error.text().startsWith("No discovery");
    }

    /** Takes note of a packet; core hears of it with {@link #tellHeard}. */
    void heard(BluezObject device, Map<?, ?> told) {
        RadioEvents events = sink;
        if (events == null) {
            return; // another program's discovery
        }
        AdvertisementReport report;
        try {
            report = AdvertisementReader.read(device, told);
        } catch (IllegalArgumentException e) {
            events.malformed(String.valueOf(e.getMessage()));
            return;
        }
        reports.add(report);
    }

    /** Tells core what was heard since it was told last. */
    void tellHeard() {
        if (reports.isEmpty()) {
            return;
        }
        List<AdvertisementReport> told = reports;
        reports = new ArrayList<>(told.size());
        RadioEvents events = sink;
        if (events != null) {
            events.advertisements(told);
        }
    }

    /** Takes note whether bluetoothd says that it discovers, for any program. */
    void discovering(boolean now) {
        if (now) {
            cancelDoubt();
        } else if (state == State.RUNNING && doubt == null && monitor == null) {
            // It says so for a moment also while it restarts discovery.
            doubt = daemon.loop().after(daemon.timing().settle().multipliedBy(4), () -> {
                doubt = null;
                ended(BluezErrors.unavailable(
                        operation, BleUnavailableException.Reason.FAILED, "bluetoothd ended the discovery", "", null));
            });
        }
    }

    /** Takes note that the discovery ended without us. */
    void ended(BleException cause) {
        cancelDoubt();
        RadioEvents events = sink;
        if (state == State.RUNNING) {
            state = State.IDLE;
            sink = null;
            dropMonitor();
            if (events != null) {
                events.scanStopped(cause);
            }
        }
    }

    /** Takes note that the radio left; core knows. */
    void gone() {
        cancelDoubt();
        state = State.IDLE;
        sink = null;
        dropMonitor();
    }

    private void dropMonitor() {
        if (monitor != null) {
            monitor.stop(() -> {});
            monitor = null;
        }
    }

    private void cancelDoubt() {
        if (doubt != null) {
            doubt.cancel();
            doubt = null;
        }
    }

    private void call(String member, String signature, Consumer<@Nullable BusException> next, Object... arguments) {
        daemon.loop()
                .then(
                        daemon.call(radio.path(), BluezObject.ADAPTER, member, signature, arguments),
                        daemon.timing().call(),
                        (reply, error) -> next.accept(error));
    }
}
