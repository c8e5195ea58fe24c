// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Bytes;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.backend.feed.broker.FeedClient;
import org.ravning.backend.feed.broker.FeedListener;
import org.ravning.spi.Backend;
import org.ravning.spi.BackendEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateways that publish on a broker: each is a radio from the first advertisement until it is silent for long. */
public final class FeedBackend implements Backend, HealthSource {
    /** The name of this backend. */
    public static final String NAME = "feed";

    private static final Logger LOG = LoggerFactory.getLogger(FeedBackend.class);
    private static final Duration SWEEPS = Duration.ofSeconds(2);
    private static final int STOP_MILLIS = 900;

    private final FeedSettings settings;
    private final Clock clock;
    private final FeedIntake intake;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FeedRadio> radios = new LinkedHashMap<>();
    private @Nullable ScheduledExecutorService loop;
    private @Nullable FeedClient client;
    private boolean stopped;
    private volatile String summary = "connecting to the broker";
    private volatile Health.Level level = Health.Level.WARN;

    /** @param ownName what this gateway calls itself in what it publishes; null while that is not known */
    FeedBackend(FeedSettings settings, Supplier<@Nullable String> ownName, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.intake = new FeedIntake(settings, ownName, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the loop
    public void start(BackendEvents events) {
        ScheduledExecutorService fresh = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "ravning-feed");
            thread.setDaemon(true);
            return thread;
        });
        List<String> filters =
                settings.sources().stream().map(FeedSource::filter).distinct().toList();
        FeedClient made = new FeedClient(settings.broker(), filters, listener(events), fresh);
        lock.lock();
        try {
            loop = fresh;
            stopped = false;
            client = made;
        } finally {
            lock.unlock();
        }
        fresh.scheduleWithFixedDelay(
                () -> {
                    made.requireHearing();
                    sweep(events);
                },
                SWEEPS.toMillis(),
                SWEEPS.toMillis(),
                TimeUnit.MILLISECONDS);
        made.start();
    }

    @Override
    public void stop() {
        ScheduledExecutorService old;
        FeedClient open;
        lock.lock();
        try {
            old = loop;
            open = client;
            loop = null;
            stopped = true;
            client = null;
            radios.values().forEach(FeedRadio::gone);
            radios.clear();
        } finally {
            lock.unlock();
        }
        if (old == null || open == null) {
            return;
        }
        try {
            old.submit(open::close).get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the connection did not end in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        old.shutdownNow();
    }

    @Override
    public Health health() {
        Map<String, Long> counts = intake.counts();
        List<String> names;
        lock.lock();
        try {
            names = List.copyOf(radios.keySet());
        } finally {
            lock.unlock();
        }
        counts.put("gateways", (long) names.size());
        String heard = names.isEmpty() ? "; no gateway heard" : "; hears " + String.join(", ", names);
        return new Health(level, summary + heard, counts);
    }

    /** Returns who hears the broker. */
    FeedListener listener(BackendEvents events) {
        return new Ears(events);
    }

    private void hear(FeedIntake.Taken taken, BackendEvents events) {
        long now = clock.millis();
        FeedRadio radio = radio(taken, now, events);
        if (radio == null) {
            intake.count(FeedCounter.REFUSED);
        } else if (radio.hear(taken.frame().report(), now)) {
            intake.count(FeedCounter.HEARD);
        } else {
            intake.count(FeedCounter.IGNORED);
        }
    }

    /** Returns the radio of a gateway, a new one if there is room, or null. */
    private @Nullable FeedRadio radio(FeedIntake.Taken taken, long now, BackendEvents events) {
        String name = taken.frame().gateway();
        FeedRadio fresh;
        lock.lock();
        try {
            FeedRadio known = radios.get(name);
            if (known != null || stopped || radios.size() >= settings.maxGateways()) {
                return known;
            }
            fresh = new FeedRadio(new AdapterId(NAME, name), taken.kind().word(), now);
            radios.put(name, fresh);
        } finally {
            lock.unlock();
        }
        events.radioAdded(fresh);
        return fresh;
    }

    /** Lets go of gateways that were silent for too long. */
    void sweep(BackendEvents events) {
        long past = clock.millis() - settings.silence().toMillis();
        List<FeedRadio> silent = new ArrayList<>();
        lock.lock();
        try {
            radios.values().stream()
                    .filter(radio -> radio.heardAtMillis() < past)
                    .forEach(silent::add);
            silent.forEach(radio -> radios.remove(radio.id().name()));
        } finally {
            lock.unlock();
        }
        for (FeedRadio radio : silent) {
            radio.gone();
            BleOperation operation = new BleOperation("use", null, radio.id());
            String message = "gateway " + radio.id().name() + " was silent for "
                    + settings.silence().toSeconds() + " s";
            events.radioRemoved(
                    radio,
                    new BleUnavailableException(
                            operation, BleUnavailableException.Reason.ADAPTER_GONE, message, "", null));
        }
    }

    /** Hears the broker. */
    private final class Ears implements FeedListener {
        private final BackendEvents events;

        Ears(BackendEvents events) {
            this.events = events;
        }

        @Override
        public void onMessage(String topic, Bytes payload, boolean retained) {
            intake.judge(topic, payload, retained).ifPresent(taken -> hear(taken, events));
        }

        @Override
        public void onDropped(String why) {
            LOG.debug("left out: {}", why);
            intake.count(FeedCounter.MALFORMED);
        }

        @Override
        public void onConnected(String but) {
            level = but.isEmpty() ? Health.Level.OK : Health.Level.WARN;
            summary = "connected to " + settings.broker().uri() + (but.isEmpty() ? "" : ", but " + but);
            events.status(BackendStatus.ok(NAME, summary));
        }

        @Override
        public void onDisconnected(String why) {
            level = Health.Level.ERROR;
            summary = why;
            events.status(new BackendStatus(
                    NAME, BleUnavailableException.Reason.NO_SERVICE, why, "see url in " + FeedComponent.PID + ".cfg"));
        }
    }
}
