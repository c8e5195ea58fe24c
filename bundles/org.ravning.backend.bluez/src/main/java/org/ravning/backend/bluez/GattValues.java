// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.Reply;
import org.ravning.spi.LinkEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The values of a link's characteristics as they arrive: as answers of reads, or as notifications. On the loop. */
final class GattValues {
    private static final Logger LOG = LoggerFactory.getLogger(GattValues.class);

    private final BluezDaemon daemon;
    private final BluezLink link;
    private final LinkEvents sink;
    private final IntSupplier mtu;
    private final Map<String, ValueGate> gates = new HashMap<>();
    private final Set<String> notifying = new HashSet<>();
    private final Map<String, List<BiConsumer<@Nullable Reply, @Nullable BusException>>> reads = new HashMap<>();
    private Map<String, Characteristic> characteristics = Map.of();

    /** Creates it; the supplier gives the ATT MTU, or 0 if unknown. */
    GattValues(BluezDaemon daemon, BluezLink link, LinkEvents sink, IntSupplier mtu) {
        this.daemon = daemon;
        this.link = link;
        this.sink = sink;
        this.mtu = mtu;
    }

    /** Takes the characteristics by path. */
    void discovered(Map<String, Characteristic> byPath) {
        characteristics = byPath;
    }

    Map<String, Characteristic> characteristics() {
        return characteristics;
    }

    void enabled(String path) {
        notifying.add(path);
    }

    void disabled(String path) {
        notifying.remove(path);
    }

    /**
     * Reads, or joins a read that is open because core has given it up: as bluetoothd itself would. The answer, or why there
     * is none in time, comes on the loop.
     */
    void read(String path, String iface, BiConsumer<@Nullable Reply, @Nullable BusException> next) {
        List<BiConsumer<@Nullable Reply, @Nullable BusException>> waiting = reads.get(path);
        if (waiting != null) {
            waiting.add(next);
            return;
        }
        ValueGate gate = gates.computeIfAbsent(path, p -> new ValueGate());
        gate.readBegins();
        List<BiConsumer<@Nullable Reply, @Nullable BusException>> all = new ArrayList<>(List.of(next));
        reads.put(path, all);
        CompletableFuture<Reply> answer = daemon.call(path, iface, "ReadValue", "a{sv}", Map.of());
        daemon.loop().then(answer, daemon.timing().operation(), (reply, error) -> {
            reads.remove(path);
            long serial = reply == null ? 0 : reply.serial();
            ValueGate.Expected expected = gate.readEnds(valueOf(reply), serial, mtu.getAsInt());
            deliver(path, gate.release());
            if (expected != null) {
                LOG.debug("{}: the answer {} to a read has overtaken its change of Value", path, serial);
                daemon.loop().after(daemon.timing().settle(), () -> deliver(path, gate.giveUp(expected)));
            }
            all.forEach(each -> each.accept(reply, error));
        });
    }

    private static @Nullable Bytes valueOf(@Nullable Reply reply) {
        try {
            return reply == null ? null : reply.bytes();
        } catch (BusException e) {
            return null;
        }
    }

    /** Takes a change of the property Value. */
    void changed(String path, Bytes value, long serial) {
        deliver(path, gates.computeIfAbsent(path, p -> new ValueGate()).changed(value, serial, mtu.getAsInt()));
    }

    private void deliver(String path, List<Bytes> values) {
        Characteristic characteristic = characteristics.get(path);
        if (characteristic != null && notifying.contains(path) && link.isUp()) {
            values.forEach(value -> sink.notification(characteristic, value));
        }
    }

    /**
     * Takes back the subscriptions. bluetoothd remembers them by our D-Bus connection, beyond the end of the link, and
     * would enable them by itself when the device is connected again.
     */
    void stopNotifications() {
        notifying.forEach(path -> daemon.callAndForget(path, BluezObject.CHARACTERISTIC, "StopNotify", ""));
        notifying.clear();
    }
}
