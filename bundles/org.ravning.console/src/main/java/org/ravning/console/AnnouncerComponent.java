// SPDX-License-Identifier: Apache-2.0
package org.ravning.console;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.ravning.api.BleAdapters;
import org.ravning.api.Subscription;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.profile.api.ThingRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the announcer where the framework property {@code ravning.announce} is {@code true}, as {@code ravning run} sets it. */
@Component(
        service = {},
        immediate = true)
public final class AnnouncerComponent {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncerComponent.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int LOOKS_BEFORE_TROUBLE = 12;
    private static final int LOOKS_IN_A_WHILE = 20;
    private static final Set<String> TOLD = Set.of("mqtt", "broker", "profiles");

    private final @Nullable Announcer announcer;
    private final @Nullable ScheduledExecutorService timer;
    private final @Nullable ScheduledFuture<?> ticks;
    private final AtomicInteger looks = new AtomicInteger();
    private final Map<HealthSource, String> sources = new ConcurrentHashMap<>();
    private final Map<Object, Subscription> subscriptions = new ConcurrentHashMap<>();

    /** Starts telling, if asked to. */
    @Activate
    public AnnouncerComponent(BundleContext context) {
        if (!"true".equals(context.getProperty("ravning.announce"))) {
            announcer = null;
            timer = null;
            ticks = null;
            return;
        }
        announcer = new Announcer(System.out);
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "ravning-announcer");
            thread.setDaemon(true);
            return thread;
        });
        ticks = timer.scheduleWithFixedDelay(
                () -> look(announcer), LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops telling. */
    @Deactivate
    public void deactivate() {
        if (ticks != null) {
            ticks.cancel(false);
        }
        if (timer != null) {
            timer.shutdownNow();
        }
        subscriptions.values().forEach(Subscription::close);
        subscriptions.clear();
    }

    /** Takes the adapters of a core that came. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindAdapters(BleAdapters adapters) {
        if (announcer != null) {
            subscriptions.put(adapters, adapters.listen(announcer));
        }
    }

    /** Forgets the adapters of a core that left. */
    public void unbindAdapters(BleAdapters adapters) {
        close(adapters);
    }

    /** Takes a registry that came. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindThings(ThingRegistry things) {
        if (announcer != null) {
            subscriptions.put(things, things.listen(announcer));
        }
    }

    /** Forgets a registry that left. */
    public void unbindThings(ThingRegistry things) {
        close(things);
    }

    /** Takes a part that can say how it is. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindHealth(HealthSource source) {
        sources.put(source, source.name());
    }

    /** Forgets a part that left. */
    public void unbindHealth(HealthSource source) {
        sources.remove(source);
    }

    private void close(Object service) {
        Subscription subscription = subscriptions.remove(service);
        if (subscription != null) {
            subscription.close();
        }
    }

    private void look(Announcer told) {
        if (looks.incrementAndGet() == LOOKS_IN_A_WHILE) {
            afterAWhile(told);
        }
        sources.forEach((source, name) -> {
            if (TOLD.contains(name)) {
                guarded(() -> tell(told, name, source.health()));
            }
        });
    }

    /** Parts that start find each other a moment later; what only then is wrong is news. */
    private void tell(Announcer told, String name, Health health) {
        if (health.level() == Health.Level.OK || looks.get() >= LOOKS_BEFORE_TROUBLE) {
            told.part(name, health);
        }
    }

    private void afterAWhile(Announcer told) {
        subscriptions.keySet().stream()
                .filter(BleAdapters.class::isInstance)
                .forEach(adapters -> guarded(() -> told.afterAWhile(((BleAdapters) adapters).backends())));
    }

    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.warn("could not tell how a part of the gateway is: {}", e.toString());
        }
    }
}
