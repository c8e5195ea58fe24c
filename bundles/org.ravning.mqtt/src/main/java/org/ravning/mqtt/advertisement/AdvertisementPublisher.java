// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.advertisement;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleException;
import org.ravning.api.BleScanner;
import org.ravning.api.DeviceId;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.session.Publisher;
import org.ravning.mqtt.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes advertisements as heard, each device at most so often; of a flood of devices it remembers the newest. */
public final class AdvertisementPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdvertisementPublisher.class);
    private static final int DEVICES = 2000;
    private static final int QUEUE = 1000;
    /** What other gateways hear is theirs to publish; two that publish what they hear of each other would never end. */
    private static final String OTHERS = "feed";

    private final Topics topics;
    private final Publisher publisher;
    private final Counters counters;
    private final AdvertisementSettings settings;
    private final Predicate<DeviceId> isThing;
    private final String gateway;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<DeviceId, Instant> published = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DeviceId, Instant> eldest) {
            return size() > DEVICES;
        }
    };
    private @Nullable Subscription scan;
    private boolean closed;

    /**
     * Creates one that does not scan before {@link #start}.
     *
     * @param isThing says whether a device is a thing; must not block
     * @param gateway what this gateway calls itself
     */
    public AdvertisementPublisher(
            Topics topics,
            Publisher publisher,
            Counters counters,
            AdvertisementSettings settings,
            Predicate<DeviceId> isThing,
            String gateway) {
        this.topics = topics;
        this.publisher = publisher;
        this.counters = counters;
        this.settings = settings;
        this.isThing = isThing;
        this.gateway = gateway;
    }

    /** Begins to scan, on that executor, unless it shuts down. */
    public void start(BleScanner scanner, Executor on) {
        try {
            on.execute(() -> start(scanner));
        } catch (RejectedExecutionException e) {
            LOG.debug("shutting down", e);
        }
    }

    private void start(BleScanner scanner) {
        ScanRequest request = ScanRequest.builder()
                .minRssi(settings.minRssi())
                .waitForAdapter(true)
                .queueCapacity(QUEUE)
                .build();
        try {
            keep(scanner.scan(request, new Ears()));
        } catch (BleException e) {
            LOG.warn("no advertisements on MQTT: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Subscription old;
        lock.lock();
        try {
            closed = true;
            old = scan;
            scan = null;
        } finally {
            lock.unlock();
        }
        if (old != null) {
            old.close();
        }
    }

    private void keep(Subscription started) {
        boolean late;
        lock.lock();
        try {
            late = closed;
            scan = late ? null : started;
        } finally {
            lock.unlock();
        }
        if (late) {
            started.close();
        }
    }

    private boolean isDue(Advertisement heard) {
        lock.lock();
        try {
            Instant last = published.get(heard.device());
            boolean due = last == null || !heard.receivedAt().isBefore(last.plus(settings.interval()));
            if (due) {
                published.put(heard.device(), heard.receivedAt());
            }
            return due;
        } finally {
            lock.unlock();
        }
    }

    /** Hears the scan. */
    private final class Ears implements AdvertisementListener {
        @Override
        public void onAdvertisement(Advertisement heard) {
            boolean wanted = !heard.heardBy().backend().equals(OTHERS)
                    && settings.devices().admits(heard.device())
                    && (!settings.thingsOnly() || isThing.test(heard.device()));
            if (wanted && !isDue(heard)) {
                counters.count(Counter.HELD_SAMPLES);
            } else if (wanted) {
                publisher.sample(
                        topics.advertisement(heard.device().compact()),
                        Json.bytes(AdvertisementJson.of(heard, gateway)));
            }
        }
    }
}
