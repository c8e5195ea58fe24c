// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleOperation;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.core.adapter.DefaultBleAdapter;
import org.ravning.core.dispatch.Alarm;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;
import org.ravning.core.dispatch.Stages;
import org.ravning.spi.Link;
import org.ravning.spi.LinkEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One link from the moment it is asked for to its end.
 *
 * <pre>
 *   OPENING --link--&gt; UP --close--&gt; CLOSING --down--&gt; DOWN
 *      \______________|______ lost, adapter gone ______^
 * </pre>
 *
 * <p>The end comes once, whoever says it first, and in one order: operations fail, listeners hear the state,
 * subscriptions hear their end (contract C9).
 */
final class LinkSession implements LinkEvents, LinkQueue.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(LinkSession.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final int SMALLEST_MTU = 23;

    private enum Phase {
        OPENING,
        UP,
        CLOSING,
        DOWN
    }

    private final DeviceId device;
    private final DefaultBleAdapter adapter;
    private final CoreThreads threads;
    private final Counters counters;
    private final LinkQueue queue;
    private final LinkListeners listeners;
    private final Map<Integer, Bytes> lastValues = new ConcurrentHashMap<>();
    private final CompletableFuture<DisconnectReason> down = new CompletableFuture<>();
    private final CompletableFuture<Void> clean = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private Phase phase = Phase.OPENING;
    private @Nullable Link link;
    private ConnectionState.Connected connected = new ConnectionState.Connected(SMALLEST_MTU);
    private @Nullable DisconnectReason reason;
    private boolean servicesChanged;
    private boolean leftInSystem;

    LinkSession(DeviceId device, DefaultBleAdapter adapter, CoreThreads threads, Counters counters) {
        this.device = device;
        this.adapter = adapter;
        this.threads = threads;
        this.counters = counters;
        this.queue = new LinkQueue(threads, counters, this);
        this.listeners = new LinkListeners(this, connected, threads);
    }

    DeviceId device() {
        return device;
    }

    DefaultBleAdapter adapter() {
        return adapter;
    }

    LinkQueue queue() {
        return queue;
    }

    LinkListeners listeners() {
        return listeners;
    }

    BleOperation operation(String name) {
        return new BleOperation(name, device, adapter.id());
    }

    /** Ends with the reason when the link is down. */
    CompletableFuture<DisconnectReason> down() {
        return down;
    }

    /** Ends when nothing of the link is left in the system. */
    CompletableFuture<Void> clean() {
        return clean;
    }

    Link link() {
        lock.lock();
        try {
            if (link == null) {
                throw new IllegalStateException("the link to " + device + " is not up yet");
            }
            return link;
        } finally {
            lock.unlock();
        }
    }

    boolean isUp() {
        lock.lock();
        try {
            return phase == Phase.UP;
        } finally {
            lock.unlock();
        }
    }

    ConnectionState state() {
        lock.lock();
        try {
            return reason == null ? connected : new ConnectionState.Disconnected(reason);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the link; returns false if it comes too late. */
    boolean opened(Link fresh) {
        ConnectionState.Connected first = limits(fresh, fresh.mtu());
        lock.lock();
        try {
            if (phase != Phase.OPENING) {
                return false;
            }
            phase = Phase.UP;
            link = fresh;
            connected = first;
            listeners.changed(connected);
        } finally {
            lock.unlock();
        }
        adapter.countLink(1);
        counters.connects.increment();
        return true;
    }

    /** Returns the value of each attribute, by handle, that was read or sent last. */
    Map<Integer, Bytes> lastValues() {
        return lastValues;
    }

    /** Says whether it has taken a link. */
    boolean hasLink() {
        lock.lock();
        try {
            return link != null;
        } finally {
            lock.unlock();
        }
    }

    /** Discovers the services in the queue's turn. */
    CompletableFuture<GattDatabase> discover() {
        LinkOperation<GattDatabase> discovery =
                new LinkOperation<>(operation("discover services"), null, () -> link().discover()).withoutLimit();
        lock.lock();
        try {
            servicesChanged = false;
        } finally {
            lock.unlock();
        }
        queue.submit(discovery);
        return discovery.result();
    }

    /** Says whether the device changed its services since they were discovered. */
    boolean isStale() {
        lock.lock();
        try {
            return servicesChanged;
        } finally {
            lock.unlock();
        }
    }

    /** Asks the backend to end the link, and ends it here when it is down or the time is over. */
    void close(DisconnectReason why) {
        Link closing;
        lock.lock();
        try {
            if (phase == Phase.CLOSING || phase == Phase.DOWN) {
                return;
            }
            phase = Phase.CLOSING;
            reason = why;
            closing = link;
        } finally {
            lock.unlock();
        }
        queue.end(why);
        if (closing == null) {
            end(why, "given up before it was up");
            return;
        }
        Alarm alarm = threads.after(CLOSE_LIMIT, () -> end(why, "the system did not confirm its end"));
        Stages.onEnd(down, (cause, thrown) -> alarm.cancel());
        threads.workers().execute(() -> closeLink(closing, () -> end(why, "closed")));
    }

    /** Ends it at once because its adapter can carry it no more. */
    void adapterLost(DisconnectReason why, boolean cleanUp) {
        Link open;
        lock.lock();
        try {
            open = cleanUp ? link : null;
            leftInSystem = open != null && phase != Phase.DOWN;
        } finally {
            lock.unlock();
        }
        end(why, "adapter " + adapter.id());
        if (open != null) {
            Alarm alarm = threads.after(CLOSE_LIMIT, () -> clean.complete(null));
            Stages.onEnd(clean, (nothing, thrown) -> alarm.cancel());
            threads.workers().execute(() -> closeLink(open, () -> clean.complete(null)));
        }
    }

    static void closeLink(Link closing, Runnable then) {
        try {
            Stages.onEnd(closing.close(), (nothing, thrown) -> then.run());
        } catch (RuntimeException e) {
            LOG.error("a backend failed to close a link", e);
            then.run();
        }
    }

    private void end(DisconnectReason told, String detail) {
        DisconnectReason cause;
        boolean wasUp;
        boolean cleanNow;
        lock.lock();
        try {
            if (phase == Phase.DOWN) {
                return;
            }
            wasUp = link != null;
            cleanNow = !leftInSystem;
            cause = phase == Phase.CLOSING && reason != null ? reason : told;
            reason = cause;
            phase = Phase.DOWN;
        } finally {
            lock.unlock();
        }
        if (wasUp) {
            count(cause, detail);
        }
        queue.end(cause);
        listeners.end(cause);
        down.complete(cause);
        if (cleanNow) {
            clean.complete(null);
        }
    }

    private void count(DisconnectReason cause, String detail) {
        adapter.countLink(-1);
        if (cause != DisconnectReason.REQUESTED) {
            counters.linksLost.increment();
            LOG.info("the link to {} ended: {} ({})", device, DisconnectReasons.text(cause), detail);
        }
    }

    @Override
    public void notification(Characteristic characteristic, Bytes value) {
        counters.notifications.increment();
        if (isUp()) {
            lastValues.put(characteristic.handle(), value);
            listeners.value(characteristic, value);
        }
    }

    @Override
    public void mtuChanged(int bytes) {
        Link open;
        lock.lock();
        try {
            open = link;
        } finally {
            lock.unlock();
        }
        ConnectionState.Connected fresh = limits(open, bytes);
        lock.lock();
        try {
            if (phase == Phase.UP) {
                connected = fresh;
                listeners.changed(connected);
            }
        } finally {
            lock.unlock();
        }
    }

    private static ConnectionState.Connected limits(@Nullable Link open, int bytes) {
        int mtu = Math.max(SMALLEST_MTU, bytes);
        return open == null
                ? new ConnectionState.Connected(mtu)
                : new ConnectionState.Connected(
                        mtu,
                        WriteRules.longest(open, WriteMode.WITH_RESPONSE),
                        WriteRules.longest(open, WriteMode.WITHOUT_RESPONSE));
    }

    @Override
    public void servicesChanged() {
        lock.lock();
        try {
            servicesChanged = true;
        } finally {
            lock.unlock();
        }
        lastValues.clear();
        listeners.servicesChanged();
    }

    @Override
    public void disconnected(DisconnectReason why, String detail) {
        end(why, detail);
    }

    @Override
    public void linkIsGone(DisconnectReason why, String detail) {
        end(why, detail);
    }

    @Override
    public void deviceIsSilent(String detail) {
        LOG.warn("the link to {} is given up: {}", device, detail);
        close(DisconnectReason.LINK_LOST);
    }

    @Override
    public String whyUnanswered() {
        Link open;
        lock.lock();
        try {
            open = link;
        } finally {
            lock.unlock();
        }
        return open == null ? "" : open.whyUnanswered();
    }
}
