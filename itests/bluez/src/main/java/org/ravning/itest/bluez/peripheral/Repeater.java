// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.types.Variant;
import org.ravning.itest.bluez.bus.Bluez;
import org.ravning.itest.bluez.bus.Bus;
import org.ravning.itest.bluez.bus.BusSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a virtual controller advertise again and again. It reports an advertisement only once, when it is enabled, and
 * the kernel loses that one if it comes before discovery has begun. So while another adapter is discovering, and no
 * central is connected, this says each second that the advertisement changed, whereupon the kernel enables it anew. At
 * other times it keeps still: for some milliseconds the advertisement is off, and a connection attempted then fails.
 */
final class Repeater implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Repeater.class);
    private static final long PERIOD_MILLIS = 1000;

    private final Runnable repeat;
    private final Map<String, Boolean> discovering = new ConcurrentHashMap<>();
    private final Map<String, Boolean> connected = new ConcurrentHashMap<>();
    private volatile boolean always;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "itest-repeater");
        thread.setDaemon(true);
        return thread;
    });

    /** Calls {@code repeat} each second that an adapter other than {@code own} discovers and {@code own} has no link. */
    Repeater(Bus bus, Bluez bluez, String own, Runnable repeat) throws IOException {
        this.repeat = repeat;
        bus.listen("type='signal',sender='" + Bluez.NAME + "',member='PropertiesChanged'", signal -> note(signal, own));
        bluez.objects(Bluez.ADAPTER).forEach((path, adapter) -> {
            if (!path.equals(own)) {
                discovering.putIfAbsent(path, Boolean.TRUE.equals(adapter.get("Discovering")));
            }
        });
        ScheduledFuture<?> unused =
                timer.scheduleAtFixedRate(this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Also advertises anew while nobody discovers: a passive scan is no discovery. */
    void always(boolean on) {
        always = on;
    }

    /** Forgets the links of a bluetoothd that is gone, and had no time to say that they ended. */
    void forgetLinks() {
        connected.clear();
    }

    private void note(BusSignal signal, String own) {
        if (!signal.member().equals("PropertiesChanged") || !(signal.arguments().get(1) instanceof Map<?, ?> changed)) {
            return;
        }
        if (changed.get("Discovering") instanceof Variant<?> value
                && !signal.path().equals(own)) {
            discovering.put(signal.path(), Boolean.TRUE.equals(value.getValue()));
        }
        if (changed.get("Connected") instanceof Variant<?> value
                && signal.path().startsWith(own + "/")) {
            connected.put(signal.path(), Boolean.TRUE.equals(value.getValue()));
        }
    }

    private void tick() {
        try {
            if ((always || discovering.containsValue(true)) && !connected.containsValue(true)) {
                repeat.run();
            }
        } catch (RuntimeException e) {
            LOG.warn("Cannot repeat the advertisement", e);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
