// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException.Reason;
import org.ravning.api.health.Health;
import org.ravning.backend.bluez.bus.Bus;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.BusSignal;
import org.ravning.spi.BackendEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the connection to the bus, and on it knows whether bluetoothd is there.
 *
 * <pre>
 *   no bus --connected--&gt; bus, no bluetoothd --owner of org.bluez, objects loaded--&gt; bluetoothd
 *     ^  | retry,            ^      |                                                   |
 *     |  | 1 s .. 30 s       |      | connection lost                                   | owner gone, or changed
 *     +--+-------------------+------+---------------------------------------------------+
 * </pre>
 */
final class BluezSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(BluezSupervisor.class);
    private static final String BLUEZ = "org.bluez";
    private static final String OWNER_CHANGES = "type='signal',sender='" + Bus.DBUS + "',interface='" + Bus.DBUS
            + "',member='NameOwnerChanged',arg0='" + BLUEZ + "'";

    private final BluezSettings settings;
    private final Loop loop;
    private final ExecutorService blocking;
    private final BackendEvents events;
    private final SignalQueue signals;
    private final AtomicLong malformed = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();
    private volatile @Nullable BackendStatus told;
    private @Nullable BluezDaemon daemon;
    private boolean watching;
    private Duration pause;
    private boolean asking;
    private boolean askAgain;
    private volatile @Nullable Bus bus;
    private volatile boolean ended;

    BluezSupervisor(BluezSettings settings, Loop loop, ExecutorService blocking, BackendEvents events) {
        this.settings = settings;
        this.loop = loop;
        this.signals = new SignalQueue(loop);
        this.blocking = blocking;
        this.events = events;
        this.pause = settings.timing().retryMin();
    }

    void begin() {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> opening;
        try {
            opening = blocking.submit(() -> open(late));
        } catch (RejectedExecutionException e) {
            LOG.debug("Left out, the backend has stopped");
            return;
        }
        // A bus that accepts the connection and says nothing must not keep us from saying so.
        loop.after(settings.timing().call(), () -> {
            late.set(true);
            opening.cancel(true);
        });
    }

    /** Returns how it is; from any thread. */
    Health health() {
        BackendStatus status = told;
        Map<String, Long> counters = new LinkedHashMap<>();
        counters.put("signals_waiting", signals.waiting());
        counters.put("signals_malformed", malformed.get());
        counters.put("advertisements_dropped", signals.dropped());
        counters.put("bluetoothd_lost", lost.get());
        Bus current = bus;
        counters.put("calls_open", current == null ? 0L : current.openCalls());
        counters.put("match_rules", current == null ? 0L : current.matchRules());
        if (status == null) {
            return new Health(Health.Level.WARN, "looking for bluetoothd", counters);
        }
        String summary = status.hint().isEmpty() ? status.message() : status.message() + "; " + status.hint();
        return new Health(status.isOk() ? Health.Level.OK : Health.Level.ERROR, summary, counters);
    }

    /** Undoes what is in the daemon; the stage ends when it is done. */
    CompletableFuture<Void> end() {
        CompletableFuture<CompletableFuture<Void>> released = new CompletableFuture<>();
        loop.execute(() -> {
            ended = true;
            BluezDaemon current = daemon;
            released.complete(current == null ? CompletableFuture.completedFuture(null) : current.release());
        });
        return released.thenCompose(done -> done);
    }

    /** Closes the connection. Blocks for a moment. */
    void closeBus() {
        ended = true;
        Bus current = bus;
        if (current != null) {
            current.close();
        }
    }

    // --- the bus; on the blocking thread

    /** @param late whether it has taken so long that it was given up */
    private void open(AtomicBoolean late) {
        Listener listener = new Listener();
        try {
            Bus opened = Bus.open(settings.busAddress(), listener);
            listener.bus = opened;
            bus = opened;
            if (ended) {
                opened.close();
                return;
            }
            loop.execute(() -> opened(opened));
        } catch (BusException e) {
            Bus failed = bus;
            if (failed != null) {
                failed.close();
            }
            loop.execute(() -> notOpened(e, late.get()));
        }
    }

    private void block(Runnable task) {
        try {
            blocking.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    LOG.error("A task of the BlueZ backend failed", e);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Left out, the backend has stopped");
        }
    }

    // --- the bus; on the loop

    private void opened(Bus opened) {
        if (opened == bus && !ended) {
            pause = settings.timing().retryMin();
            loop.then(opened.addMatch(OWNER_CHANGES), settings.timing().call(), (reply, error) -> {
                if (error != null) {
                    busLost(opened, error.text());
                } else if (opened == bus) {
                    askForOwner();
                }
            });
        }
    }

    private void notOpened(BusException error, boolean late) {
        bus = null;
        if (late) {
            tell(BusStatus.slow(settings));
        } else if (error.is(BusException.ACCESS_DENIED)) {
            tell(BusStatus.denied(error, BluezErrors.BUS_HINT));
        } else {
            tell(BusStatus.missing(error));
        }
        retry();
    }

    private void busLost(Bus lost, String why) {
        if (lost != bus || ended) {
            return;
        }
        bus = null;
        asking = false;
        daemonLeft("the D-Bus connection was lost");
        tell(BusStatus.lost(settings.busAddress(), why));
        block(lost::close);
        retry();
    }

    private void retry() {
        if (!ended) {
            loop.after(pause, this::begin);
            Duration doubled = pause.multipliedBy(2);
            Duration longest = settings.timing().retryMax();
            pause = doubled.compareTo(longest) > 0 ? longest : doubled;
        }
    }

    // --- the owner of org.bluez; on the loop

    private void askForOwner() {
        Bus current = bus;
        if (current == null || ended) {
            return;
        }
        if (asking) {
            askAgain = true;
            return;
        }
        asking = true;
        loop.then(current.owner(BLUEZ), settings.timing().call(), (reply, error) -> {
            asking = false;
            if (current != bus || ended) {
                return;
            }
            if (error != null && error.is(BusException.NO_ANSWER)) {
                tell(BusStatus.slow(settings));
                loop.after(settings.timing().retryMin(), this::askForOwner);
                return;
            }
            String owner = "";
            try {
                owner = reply == null ? "" : reply.string();
            } catch (BusException e) {
                LOG.warn("The D-Bus bus does not say who owns {}: {}", BLUEZ, e.getMessage());
            }
            owned(current, owner);
            if (askAgain) {
                askAgain = false;
                askForOwner();
            }
        });
    }

    private void owned(Bus current, String owner) {
        BluezDaemon before = daemon;
        if (before != null && before.owner().equals(owner)) {
            return;
        }
        daemonLeft("bluetoothd left");
        if (owner.isEmpty()) {
            tell(BusStatus.withoutDaemon(settings.busAddress(), BLUEZ));
            return;
        }
        BluezDaemon next = new BluezDaemon(loop, current, owner, events, settings);
        daemon = next;
        // First the signals, then the objects: so nothing is missed in between.
        loop.then(current.addMatch(signalsOf(owner)), settings.timing().call(), (reply, error) -> {
            if (next != daemon) {
                LOG.debug("bluetoothd {} left while we began to listen to it", owner);
            } else if (error == null) {
                watching = true;
                load(next);
            } else {
                notLoaded(next, error);
            }
        });
    }

    private static String signalsOf(String owner) {
        return "type='signal',sender='" + owner + "'";
    }

    private void load(BluezDaemon next) {
        next.load(() -> tell(BusStatus.ok(settings.busAddress(), next.radioCount())), error -> {
            if (error != null) {
                notLoaded(next, error);
            } else if (next == daemon) {
                tell(BusStatus.ok(settings.busAddress(), next.radioCount()));
            }
        });
    }

    private void notLoaded(BluezDaemon next, BusException error) {
        if (next != daemon || ended) {
            return;
        }
        if (error.is(BusException.ACCESS_DENIED)) {
            tell(BusStatus.denied(error, BluezErrors.NOT_AUTHORIZED_HINT));
        } else {
            String message = "bluetoothd does not show its objects: " + error.getMessage();
            tell(new BackendStatus(BluezBackend.NAME, Reason.FAILED, message, "Ravning tries again by itself"));
        }
        loop.after(settings.timing().retryMax(), () -> {
            if (next == daemon && !ended && watching) {
                load(next);
            } else if (next == daemon && !ended) {
                daemon = null;
                askForOwner();
            }
        });
    }

    private void daemonLeft(String why) {
        BluezDaemon before = daemon;
        Bus current = bus;
        daemon = null;
        watching = false;
        if (before != null) {
            lost.incrementAndGet();
            before.left(why);
            if (current != null) {
                forget(current, signalsOf(before.owner()));
            }
        }
    }

    private void forget(Bus current, String rule) {
        loop.then(current.removeMatch(rule), settings.timing().call(), (reply, error) -> {
            if (error != null) {
                LOG.debug("A match rule was not removed: {}", error.getMessage());
            }
        });
    }

    // --- what core hears; on the loop

    private void tell(BackendStatus status) {
        if (!ended && !status.equals(told)) {
            told = status;
            events.status(status);
        }
    }

    /** Hears one connection; on the thread of the D-Bus library that reads it. */
    private final class Listener implements Bus.Listener {
        private volatile @Nullable Bus bus;

        @Override
        public void signals(List<BusSignal> told) {
            signals.put(told, this::heard, this::heardAll);
        }

        @Override
        public void malformed(String why) {
            long count = malformed.incrementAndGet();
            if (Long.bitCount(count) == 1) {
                LOG.warn("{} malformed D-Bus signals were left out since the start; the last: {}", count, why);
            }
        }

        private void heard(BusSignal signal) {
            if (bus != BluezSupervisor.this.bus) {
                return;
            }
            BluezDaemon current = daemon;
            if (signal.is(Bus.DBUS, "NameOwnerChanged")) {
                // Only a hint, for anyone may send such a signal: the bus is asked.
                if (signal.values().length == 0 || signal.values()[0].equals(BLUEZ)) {
                    askForOwner();
                }
            } else if (current != null && signal.sender().equals(current.owner())) {
                current.signal(signal);
            }
        }

        private void heardAll() {
            BluezDaemon current = daemon;
            if (current != null) {
                current.tellHeard();
            }
        }

        @Override
        public void lost(String why) {
            loop.execute(() -> {
                Bus mine = bus;
                if (mine != null) {
                    busLost(mine, why);
                }
            });
        }
    }
}
