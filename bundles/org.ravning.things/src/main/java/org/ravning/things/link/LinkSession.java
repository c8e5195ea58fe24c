// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectionListener;
import org.ravning.api.ConnectionState;
import org.ravning.api.Descriptor;
import org.ravning.api.DeviceId;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattException;
import org.ravning.api.SubscribeOptions;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.ThingId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open link and what profiles do over it. One worker at a time calls it; values come in on dispatcher threads. */
final class LinkSession {
    private static final Logger LOG = LoggerFactory.getLogger(LinkSession.class);

    private final LinkContext context;
    private final LinkHost host;
    private final ThingId id;
    private final BleConnection connection;
    private final long since;
    private final List<PlannedProfile> planned = new ArrayList<>();
    private final Map<Integer, Bytes> seen = new ConcurrentHashMap<>();
    private volatile boolean over;

    private LinkSession(LinkContext context, LinkHost host, ThingId id, BleConnection connection) {
        this.context = context;
        this.host = host;
        this.id = id;
        this.connection = connection;
        this.since = context.time().nanos();
    }

    /** Hears that a session is of no more use. */
    interface Watcher {
        /** The link was lost, or the device has other services now. */
        void onOver(LinkSession session);
    }

    /** Connects. */
    static LinkSession open(
            LinkContext context, LinkHost host, ThingId id, DeviceId device, Duration timeout, Watcher watcher)
            throws BleException, InterruptedException {
        LinkSession session = new LinkSession(context, host, id, connect(context, device, timeout));
        session.watch(watcher);
        return session;
    }

    private static BleConnection connect(LinkContext context, DeviceId device, Duration timeout)
            throws BleException, InterruptedException {
        try {
            return context.central().connect(device, context.options(device, timeout));
        } catch (IllegalStateException e) {
            // The central was closed before this bundle was told.
            throw new BleUnavailableException(
                    new BleOperation("connect", device, null),
                    BleUnavailableException.Reason.ADAPTER_GONE,
                    "Bluetooth is shutting down",
                    "",
                    e);
        }
    }

    @SuppressWarnings("resource") // ends with the connection
    private void watch(Watcher watcher) {
        connection.onStateChange(new ConnectionListener() {
            @Override
            public void onState(ConnectionState state) {
                if (state instanceof ConnectionState.Disconnected) {
                    finish(watcher);
                }
            }

            @Override
            public void onServicesChanged() {
                finish(watcher);
            }
        });
    }

    private void finish(Watcher watcher) {
        over = true;
        watcher.onOver(this);
    }

    boolean isOver() {
        return over;
    }

    Duration age() {
        return Duration.ofNanos(context.time().nanos() - since);
    }

    AdapterId adapter() {
        return connection.adapter();
    }

    /** Plans for profiles that came, and forgets those that left. */
    void plan(List<GattProfile> profiles) throws BleException, InterruptedException {
        for (PlannedProfile old : List.copyOf(planned)) {
            if (profiles.stream().noneMatch(old::isOf)) {
                old.close();
                planned.remove(old);
            }
        }
        for (GattProfile profile : profiles) {
            if (planned.stream().noneMatch(p -> p.isOf(profile))) {
                plan(profile);
            }
        }
    }

    private void plan(GattProfile profile) throws BleException, InterruptedException {
        PlannedProfile fresh = new PlannedProfile(profile, ask(profile, readPlanDescriptors(profile)));
        planned.add(fresh);
        if (!fresh.isEmpty()) {
            host.planned(id, profile, fresh.properties());
        }
    }

    private Map<Descriptor, Bytes> readPlanDescriptors(GattProfile profile) throws BleException, InterruptedException {
        Map<Descriptor, Bytes> values = new HashMap<>();
        Set<UUID> wanted = profile.planDescriptors();
        if (wanted.isEmpty()) {
            return values;
        }
        for (Characteristic characteristic : connection.gatt().characteristics()) {
            for (Descriptor descriptor : characteristic.descriptors()) {
                if (wanted.contains(descriptor.uuid())) {
                    try {
                        values.put(descriptor, connection.read(descriptor));
                    } catch (GattException e) {
                        LOG.debug("{}: {}", id, e.getMessage());
                    }
                }
            }
        }
        return values;
    }

    private GattPlan ask(GattProfile profile, Map<Descriptor, Bytes> values) {
        try {
            return profile.plan(connection.gatt(), values);
        } catch (RuntimeException e) {
            LOG.error(
                    "The profile {} failed to plan for {}; it is left out",
                    profile.info().id(),
                    id,
                    e);
            return GattPlan.NOTHING;
        }
    }

    /** Subscribes and reads what new plans want. */
    void start() throws BleException, InterruptedException {
        for (PlannedProfile profile : planned) {
            if (profile.start()) {
                for (PlannedProfile.Feed feed : profile.feeds()) {
                    start(profile, feed);
                }
                for (PlannedProfile.Feed feed : profile.feeds()) {
                    requestOrSkip(feed);
                }
            }
        }
    }

    private void start(PlannedProfile profile, PlannedProfile.Feed feed) throws BleException, InterruptedException {
        if (feed.has(Trigger.SUBSCRIBE)) {
            try {
                profile.keep(connection.subscribe(
                        feed.source().characteristic(),
                        (value, at) -> take(feed, value, at),
                        SubscribeOptions.DEFAULT));
                feed.setSubscribed();
            } catch (GattException e) {
                complain(e);
            }
        }
        boolean read = feed.has(Trigger.READ_ON_CONNECT) || feed.has(Trigger.POLL);
        if (read && feed.source().request() == null) {
            readOrSkip(feed);
        }
    }

    /** Reads again what does not come by itself. */
    void poll() throws BleException, InterruptedException {
        for (PlannedProfile profile : planned) {
            for (PlannedProfile.Feed feed : profile.feeds()) {
                if (feed.has(Trigger.POLL)) {
                    if (feed.source().request() != null) {
                        requestOrSkip(feed);
                    } else if (!feed.isSubscribed()) {
                        readOrSkip(feed);
                    }
                }
            }
        }
    }

    private void requestOrSkip(PlannedProfile.Feed feed) throws BleException, InterruptedException {
        GattPlan.Write request = feed.source().request();
        if (request != null && feed.canBeAsked()) {
            try {
                connection.write(request.characteristic(), request.value(), request.mode());
                if (!feed.isSubscribed()) {
                    read(feed, connection);
                }
            } catch (GattException e) {
                complain(e);
            }
        }
    }

    /** Has the device send the value of a feed, and waits until it came. */
    void request(PlannedProfile.Feed feed, GattPlan.Write request, Duration timeout)
            throws BleException, InterruptedException {
        long begun = context.time().nanos();
        CountDownLatch value = feed.expectValue();
        connection.withTimeout(timeout).write(request.characteristic(), request.value(), request.mode());
        long left = timeout.toNanos() - (context.time().nanos() - begun);
        if (!value.await(left, TimeUnit.NANOSECONDS)) {
            String name = "request "
                    + BleUuid.shortText(feed.source().characteristic().uuid());
            throw new BleTimeoutException(
                    new BleOperation(name, connection.device(), connection.adapter()),
                    timeout,
                    true,
                    "the device did not send the value that it was asked for",
                    null);
        }
    }

    /** Says whether there is anything to poll. */
    boolean canPoll() {
        return planned.stream()
                .flatMap(profile -> profile.feeds().stream())
                .anyMatch(feed -> feed.has(Trigger.POLL) && (feed.source().request() != null || !feed.isSubscribed()));
    }

    private void readOrSkip(PlannedProfile.Feed feed) throws BleException, InterruptedException {
        try {
            read(feed, connection);
        } catch (GattException e) {
            complain(e);
        }
    }

    private void complain(GattException e) {
        if (e.reason() == GattException.Reason.AUTHENTICATION) {
            LOG.info("{} must be paired first: {}", id, e.getMessage());
        } else {
            LOG.debug("{}: {}", id, e.getMessage());
        }
    }

    /** Returns the feeds that can be asked and tell any of these properties, or any at all if none is named. */
    List<PlannedProfile.Feed> askable(Set<String> properties) {
        List<PlannedProfile.Feed> found = new ArrayList<>();
        for (PlannedProfile profile : planned) {
            for (PlannedProfile.Feed feed : profile.feeds()) {
                if (feed.canBeAsked() && (properties.isEmpty() || feed.tellsAny(properties))) {
                    found.add(feed);
                }
            }
        }
        return found;
    }

    /** Returns the feeds of a characteristic. */
    List<PlannedProfile.Feed> of(Characteristic characteristic) {
        List<PlannedProfile.Feed> found = new ArrayList<>();
        for (PlannedProfile profile : planned) {
            for (PlannedProfile.Feed feed : profile.feeds()) {
                if (feed.source().characteristic().handle() == characteristic.handle()) {
                    found.add(feed);
                }
            }
        }
        return found;
    }

    /** Returns what sets a property. */
    Optional<GattPlan.Sink> sink(String property) {
        return planned.stream()
                .flatMap(profile -> profile.sinks().stream())
                .filter(sink -> sink.property().name().equals(property))
                .findFirst();
    }

    /** Has the device tell the value of a feed: reads it, or requests it. */
    void ask(PlannedProfile.Feed feed, Duration timeout) throws BleException, InterruptedException {
        GattPlan.Write request = feed.source().request();
        if (request == null) {
            read(feed, timeout);
        } else if (feed.isSubscribed()) {
            request(feed, request, timeout);
        } else {
            write(request, timeout);
            read(feed, timeout);
        }
    }

    /** Reads a characteristic once and hands its value to all its feeds. */
    void read(PlannedProfile.Feed feed, Duration timeout) throws BleException, InterruptedException {
        read(feed, connection.withTimeout(timeout));
    }

    private void read(PlannedProfile.Feed feed, BleConnection view) throws BleException, InterruptedException {
        Bytes value = view.read(feed.source().characteristic());
        take(feed, value, context.time().now());
    }

    /** Reads a characteristic without telling anyone. */
    Bytes readQuietly(Characteristic characteristic, Duration timeout) throws BleException, InterruptedException {
        Bytes value = connection.withTimeout(timeout).read(characteristic);
        seen.put(characteristic.handle(), value);
        return value;
    }

    void write(GattPlan.Write write, Duration timeout) throws BleException, InterruptedException {
        connection.withTimeout(timeout).write(write.characteristic(), write.value(), write.mode());
        seen.put(write.characteristic().handle(), write.value());
    }

    /** Returns the value last seen over this link. */
    @Nullable
    Bytes seen(Characteristic characteristic) {
        return seen.get(characteristic.handle());
    }

    private void take(PlannedProfile.Feed feed, Bytes value, Instant at) {
        seen.put(feed.source().characteristic().handle(), value);
        Decoded decoded;
        try {
            decoded = feed.source().decoder().decode(value);
        } catch (RuntimeException e) {
            LOG.error(
                    "The profile {} failed on a value of {}",
                    feed.profile().info().id(),
                    id,
                    e);
            return;
        }
        feed.learn(decoded);
        host.told(id, feed.profile(), decoded, at);
        feed.valueCame();
    }

    /** Returns the services. */
    GattDatabase gatt() {
        return connection.gatt();
    }

    void close() {
        over = true;
        planned.forEach(PlannedProfile::close);
        connection.close();
    }
}
