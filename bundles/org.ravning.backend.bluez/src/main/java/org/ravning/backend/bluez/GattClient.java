// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Attribute;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattException;
import org.ravning.api.WriteMode;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.NotifyMode;

/** What is done over a link: discovery, reads, writes, subscriptions. State is used on the loop only. */
final class GattClient {
    /** The longest attribute value (Core Specification, Vol 3, Part F, section 3.2.9). */
    static final int MAX_VALUE = 512;

    private static final int DEFAULT_MTU = 23;

    private final BluezDaemon daemon;
    private final BluezLink link;
    private final LinkEvents sink;
    private final Set<Operation<?>> open = new HashSet<>();
    private final GattValues values;
    private Map<Integer, String> paths = Map.of();
    private @Nullable Runnable awaitingResolved;
    private boolean discovered;
    private boolean mtuKnown;
    private volatile int mtu = DEFAULT_MTU;

    GattClient(BluezDaemon daemon, BluezLink link, LinkEvents sink) {
        this.daemon = daemon;
        this.link = link;
        this.sink = sink;
        this.values = new GattValues(daemon, link, sink, this::knownMtu);
    }

    GattValues values() {
        return values;
    }

    /** Something that core waits for, and that ends with the link at the latest. */
    private record Operation<T>(String name, CompletableFuture<T> done) {}

    private <T> CompletableFuture<T> operate(String name, Consumer<Operation<T>> body) {
        Operation<T> operation = new Operation<>(name, new CompletableFuture<>());
        daemon.loop().execute(() -> {
            if (link.isUp()) {
                open.add(operation);
                body.accept(operation);
            } else if (link.isLosing()) {
                open.add(operation); // fails with the reason, as soon as that is known
            } else {
                operation.done().completeExceptionally(link.endFor(name));
            }
        });
        return operation.done();
    }

    private <T> void succeed(Operation<T> operation, T value) {
        open.remove(operation);
        operation.done().complete(value);
    }

    private void fail(Operation<?> operation, BleException error) {
        open.remove(operation);
        operation.done().completeExceptionally(error);
    }

    /** Ends with the error, or with the end of the link if the error is only its shadow. */
    private void fail(Operation<?> operation, UUID service, BusException error) {
        Runnable asItIs = () ->
                fail(operation, BluezErrors.gatt(link.operation(operation.name()), service, error, daemon.timing()));
        if (!BluezErrors.maybeLinkLoss(error)) {
            asItIs.run();
            return;
        }
        daemon.ask(link.path(), BluezObject.DEVICE, "Connected", isStill -> {
            if (isStill) {
                asItIs.run();
            } else {
                // The end of the link comes, and with it its reason; if it does not, tell what we have.
                daemon.loop().after(daemon.timing().settle().multipliedBy(8), asItIs);
            }
        });
    }

    // --- discovery

    CompletableFuture<GattDatabase> discover() {
        return operate("discover", operation -> {
            Runnable resolved = () -> load(operation, 0);
            BluezObject object = daemon.mirror().get(link.path(), BluezObject.DEVICE);
            if (object != null && object.isTrue("ServicesResolved")) {
                resolved.run();
            } else {
                awaitingResolved = resolved;
            }
        });
    }

    void resolved(boolean now) {
        Runnable next = awaitingResolved;
        if (now && next != null) {
            awaitingResolved = null;
            next.run();
        }
    }

    /** Asks for the objects: bluetoothd says that services are resolved before it tells what is new among them. */
    private void load(Operation<GattDatabase> operation, int tries) {
        if (!operation.done().isDone()) {
            daemon.loadGatt(link.path(), () -> build(operation, tries));
        }
    }

    private void build(Operation<GattDatabase> operation, int tries) {
        if (operation.done().isDone()) {
            return;
        }
        GattReader reader;
        try {
            reader = new GattReader(daemon.mirror(), link.path());
        } catch (IllegalArgumentException e) {
            failDiscovery(operation, String.valueOf(e.getMessage()));
            return;
        }
        if (reader.looksIncomplete() && tries < 2) {
            daemon.loop().after(daemon.timing().settle(), () -> load(operation, tries + 1));
        } else if (reader.database().services().isEmpty()) {
            failDiscovery(operation, "bluetoothd shows no services");
        } else {
            finish(operation, reader);
        }
    }

    private void finish(Operation<GattDatabase> operation, GattReader reader) {
        paths = reader.paths();
        values.discovered(reader.characteristicsByPath());
        values.characteristics().keySet().forEach(path -> {
            BluezObject object = daemon.mirror().get(path);
            Integer value = object == null ? null : object.integer("MTU");
            if (value != null) {
                mtuChanged(value);
            }
        });
        discovered = true;
        succeed(operation, reader.database());
    }

    private void failDiscovery(Operation<GattDatabase> operation, String why) {
        fail(
                operation,
                BluezErrors.connect(
                        link.operation(operation.name()), BleConnectException.Reason.DISCOVERY_FAILED, why, null));
    }

    /** Takes note that services, characteristics or descriptors came or went. */
    void objectsChanged() {
        if (discovered) {
            discovered = false;
            sink.servicesChanged();
        }
    }

    // --- reads and writes

    CompletableFuture<Bytes> read(Attribute attribute) {
        String name = "read " + BleUuid.shortText(attribute.uuid());
        return operate(name, operation -> {
            String path = pathOf(operation, attribute);
            if (path == null) {
                return;
            }
            values.read(path, interfaceOf(attribute), (reply, error) -> {
                BusException failure = error;
                try {
                    if (reply != null) {
                        succeed(operation, reply.bytes());
                    }
                } catch (BusException e) {
                    failure = e;
                }
                if (failure != null) {
                    fail(operation, serviceOf(attribute), failure);
                }
            });
        });
    }

    CompletableFuture<Void> write(Attribute attribute, Bytes value, WriteMode mode) {
        String name = "write " + BleUuid.shortText(attribute.uuid());
        return operate(name, operation -> {
            String path = pathOf(operation, attribute);
            if (path != null) {
                Map<String, Variant<?>> options = attribute instanceof Characteristic
                        ? Map.of("type", new Variant<>(mode == WriteMode.WITHOUT_RESPONSE ? "command" : "request"))
                        : Map.of();
                run(operation, attribute, path, "WriteValue", "aya{sv}", value.toArray(), options);
            }
        });
    }

    private void run(
            Operation<Void> operation, Attribute attribute, String path, String member, String sig, Object... args) {
        daemon.loop()
                .then(
                        daemon.call(path, interfaceOf(attribute), member, sig, args),
                        daemon.timing().operation(),
                        (reply, error) -> {
                            if (error == null) {
                                succeedVoid(operation);
                            } else {
                                fail(operation, serviceOf(attribute), error);
                            }
                        });
    }

    @SuppressWarnings("NullAway") // the one value of Void is null
    private void succeedVoid(Operation<Void> operation) {
        succeed(operation, null);
    }

    // --- subscriptions

    CompletableFuture<Void> setNotify(Characteristic characteristic, NotifyMode mode) {
        boolean on = mode != NotifyMode.OFF;
        String name = (on ? "subscribe " : "unsubscribe ") + BleUuid.shortText(characteristic.uuid());
        return operate(name, operation -> {
            String path = pathOf(operation, characteristic);
            if (path == null) {
                return;
            }
            if (on) {
                values.enabled(path); // before the call: a value may come before its answer
            } else {
                values.disabled(path);
            }
            // bluetoothd chooses between notifications and indications by itself.
            daemon.loop()
                    .then(
                            daemon.call(path, BluezObject.CHARACTERISTIC, on ? "StartNotify" : "StopNotify", ""),
                            daemon.timing().operation(),
                            (reply, error) -> notifySet(operation, characteristic, path, on, error));
        });
    }

    private void notifySet(
            Operation<Void> operation,
            Characteristic characteristic,
            String path,
            boolean on,
            @Nullable BusException error) {
        // "No notify session started" is what was wanted.
        if (error == null || (!on && error.is("Failed") && !BluezErrors.maybeLinkLoss(error))) {
            succeedVoid(operation);
        } else {
            if (on) {
                values.disabled(path);
            }
            fail(operation, characteristic.serviceUuid(), error);
        }
    }

    // --- the rest

    int mtu() {
        return mtu;
    }

    private int knownMtu() {
        return mtuKnown ? mtu : 0;
    }

    void mtuChanged(int value) {
        boolean changed = value != mtu;
        mtuKnown = true;
        mtu = Math.max(DEFAULT_MTU, value);
        if (changed) {
            sink.mtuChanged(mtu);
        }
    }

    /** Ends whatever is open, because the link is down. */
    void end() {
        values.stopNotifications();
        Set<Operation<?>> rest = Set.copyOf(open);
        open.clear();
        awaitingResolved = null;
        rest.forEach(operation -> operation.done().completeExceptionally(link.endFor(operation.name())));
    }

    private @Nullable String pathOf(Operation<?> operation, Attribute attribute) {
        String path = paths.get(attribute.handle());
        if (path == null) {
            String why =
                    link.operation(operation.name()) + " failed: the device has no attribute " + attribute.handle();
            fail(
                    operation,
                    GattException.of(link.operation(operation.name()), GattException.Reason.NOT_FOUND, why, null));
        }
        return path;
    }

    private static String interfaceOf(Attribute attribute) {
        return attribute instanceof Characteristic ? BluezObject.CHARACTERISTIC : BluezObject.DESCRIPTOR;
    }

    private UUID serviceOf(Attribute attribute) {
        return attribute instanceof Characteristic c
                ? c.serviceUuid()
                : values.characteristics().values().stream()
                        .filter(c -> c.descriptors().contains(attribute))
                        .findFirst()
                        .map(Characteristic::serviceUuid)
                        .orElse(attribute.uuid());
    }
}
