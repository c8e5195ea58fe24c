// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.Bytes;
import org.ravning.backend.bluez.BluezSettings.Timing;
import org.ravning.backend.bluez.bus.Bus;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.BusSignal;
import org.ravning.backend.bluez.bus.MonitorPattern;
import org.ravning.backend.bluez.bus.PairingDesk;
import org.ravning.backend.bluez.bus.Reply;
import org.ravning.spi.BackendEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of bluetoothd, from the moment it owns its name until it does not: its objects, and the radios and links that
 * stand for them. Used on the loop only, but for {@link #loop}, {@link #call} and {@link #timing}.
 *
 * <p>Replies and signals come in the order in which they were sent. So a reply with objects or properties is as new as what
 * the mirror holds then, and the signals that follow end with the newest state.
 */
final class BluezDaemon {
    static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    private static final String OBJECTS = "org.freedesktop.DBus.ObjectManager";
    private static final Logger LOG = LoggerFactory.getLogger(BluezDaemon.class);

    private final Loop loop;
    private final Bus bus;
    private final String owner;
    private final BackendEvents events;
    private final BluezSettings settings;
    private final Timing timing;
    private final ObjectMirror mirror = new ObjectMirror();
    private final Map<String, BluezRadio> radios = new TreeMap<>();
    private final Map<String, BluezLink> links = new HashMap<>();
    private final BluezPairings pairings = new BluezPairings(this);
    private Runnable radiosChanged = () -> {};
    private boolean left;

    BluezDaemon(Loop loop, Bus bus, String owner, BackendEvents events, BluezSettings settings) {
        this.loop = loop;
        this.bus = bus;
        this.owner = owner;
        this.events = events;
        this.settings = settings;
        this.timing = settings.timing();
    }

    Loop loop() {
        return loop;
    }

    BluezSettings settings() {
        return settings;
    }

    Timing timing() {
        return timing;
    }

    ObjectMirror mirror() {
        return mirror;
    }

    String owner() {
        return owner;
    }

    int radioCount() {
        return radios.size();
    }

    /** Calls this life of the daemon, never the next one. */
    CompletableFuture<Reply> call(String path, String iface, String member, String signature, Object... arguments) {
        return bus.call(owner, path, iface, member, signature, arguments);
    }

    /** Calls, and does not care for the answer. */
    void callAndForget(String path, String iface, String member, String signature, Object... arguments) {
        loop.then(call(path, iface, member, signature, arguments), timing.call(), (reply, error) -> {
            if (error != null) {
                LOG.debug("{} {}: {}", path, member, error.getMessage());
            }
        });
    }

    /** Asks for a property that is true or false; anything but a clear yes is a no. */
    void ask(String path, String iface, String property, Consumer<Boolean> next) {
        loop.then(call(path, PROPERTIES, "Get", "ss", iface, property), timing.call(), (reply, error) -> {
            boolean yes = false;
            try {
                yes = reply != null && reply.bool();
            } catch (BusException e) {
                LOG.debug("{} {}: {}", path, property, e.getMessage());
            }
            next.accept(yes);
        });
    }

    /** Waits for the bus, not for the daemon. */
    CompletableFuture<Reply> ping() {
        return bus.owner(owner);
    }

    /** Loads all objects; the signals are watched already. Tells null when done, or why not. */
    void load(Runnable onRadiosChanged, Consumer<@Nullable BusException> done) {
        loadObjects(paths -> {}, error -> {
            radiosChanged = onRadiosChanged; // from now on: one word about all of them is enough
            done.accept(error);
        });
    }

    /** Asks for all objects as they are now. */
    CompletableFuture<Reply> managedObjects() {
        return call("/", OBJECTS, "GetManagedObjects", "");
    }

    /** Shows an agent to the daemon. */
    Bus.Export exportAgent(String path, PairingDesk desk) throws BusException {
        return bus.exportAgent(path, desk);
    }

    /** Shows a passive scan to the daemon; the action runs on the loop when it is given up there. */
    Bus.Export exportMonitors(String path, List<List<MonitorPattern>> groups, Runnable onRelease) throws BusException {
        return bus.exportMonitors(path, groups, () -> loop.execute(onRelease));
    }

    /** Returns the pairings that are asked for. */
    BluezPairings pairings() {
        return pairings;
    }

    /** Asks for all objects anew; below this device only those are kept that are there now. */
    void loadGatt(String device, Runnable next) {
        loadObjects(paths -> mirror.retainBelow(device, paths), error -> next.run());
    }

    private void loadObjects(Consumer<Set<?>> shown, Consumer<@Nullable BusException> done) {
        loop.then(managedObjects(), timing.call(), (reply, error) -> {
            BusException failure = error;
            try {
                if (reply != null && !left) {
                    shown.accept(reply.map().keySet());
                    reply.map().forEach((path, interfaces) -> {
                        if (path instanceof String text && interfaces instanceof Map<?, ?> map) {
                            loaded(text, map);
                        }
                    });
                }
            } catch (BusException e) {
                failure = e;
            }
            done.accept(failure);
        });
    }

    private void loaded(String path, Map<?, ?> interfaces) {
        boolean isNew = mirror.get(path) == null;
        BluezObject object = mirror.add(path, interfaces);
        if (object == null) {
            return;
        }
        if (object.is(BluezObject.ADAPTER)) {
            addRadio(object);
        } else if (isNew
                && object.is(BluezObject.DEVICE)
                && interfaces.get(BluezObject.DEVICE) instanceof Map<?, ?> told
                && told.get("UUIDs") instanceof List<?> uuids) {
            object.firstUuids(uuids);
        }
    }

    /** Takes a signal of this daemon. */
    void signal(BusSignal signal) {
        Object[] values = signal.values();
        if (left || values.length < 2) {
            return;
        }
        if (signal.is(PROPERTIES, "PropertiesChanged")) {
            if (values[0] instanceof String iface && values[1] instanceof Map<?, ?> changed) {
                changed(signal, iface, changed, values.length > 2 && values[2] instanceof List<?> l ? l : List.of());
            }
        } else if (signal.is(OBJECTS, "InterfacesAdded")) {
            if (values[0] instanceof String path && values[1] instanceof Map<?, ?> interfaces) {
                added(path, interfaces);
            }
        } else if (signal.is(OBJECTS, "InterfacesRemoved")) {
            if (values[0] instanceof String path && values[1] instanceof List<?> interfaces) {
                removed(path, interfaces);
            }
        } else if (signal.is(BluezObject.DEVICE, "Disconnected")) {
            BluezLink link = links.get(signal.path());
            tellHeard();
            if (link != null && values[0] instanceof String reason) {
                link.reason(reason, String.valueOf(values[1]));
            }
        }
    }

    private void changed(BusSignal signal, String iface, Map<?, ?> changed, List<?> invalidated) {
        String path = signal.path();
        BluezObject object = mirror.get(path, iface);
        if (object == null && iface.equals(BluezObject.DEVICE) && isDeviceOfRadio(path)) {
            object = mirror.add(path, Map.of(iface, Map.of())); // never announced; its address is in its path
        }
        if (object == null) {
            return;
        }
        object.update(changed, invalidated);
        if (object.is(BluezObject.DEVICE)) {
            if (AdvertisementReader.isAdvertisement(changed)) {
                heard(object, changed);
            }
            BluezLink link = links.get(path);
            if (link != null) {
                tellHeard();
                link.deviceChanged(object, changed, signal.serial());
            }
        } else if (object.is(BluezObject.CHARACTERISTIC)) {
            tellHeard();
            characteristicChanged(object, changed, invalidated, signal.serial());
        } else if (object.is(BluezObject.ADAPTER)) {
            tellHeard();
            BluezRadio radio = radios.get(path);
            if (radio != null && radio.changed()) {
                tellChanged(radio);
            }
        }
    }

    /** Tells, but not at once that a radio is off: one that is pulled out is switched off just before it is gone. */
    private void tellChanged(BluezRadio radio) {
        if (radio.isOffUntold()) {
            loop.after(timing.settle().multipliedBy(2), () -> {
                if (radio.isOffUntold()) {
                    events.radioChanged(radio);
                    radio.tellOff();
                }
            });
        } else {
            events.radioChanged(radio);
        }
    }

    private boolean isDeviceOfRadio(String path) {
        return path.startsWith("/dev_", path.lastIndexOf('/')) && radios.containsKey(parent(path));
    }

    private void characteristicChanged(BluezObject object, Map<?, ?> changed, List<?> invalidated, long serial) {
        String path = object.path();
        int service = path.indexOf("/service");
        BluezLink link = service < 0 ? null : links.get(path.substring(0, service));
        if (link == null) {
            return;
        }
        if (changed.get("Value") instanceof Bytes value) {
            link.value(path, value, serial);
        } else if (invalidated.contains("Value")) {
            link.value(path, Bytes.EMPTY, serial); // an empty value is no value to bluetoothd
        }
        if (changed.get("MTU") instanceof Integer mtu) {
            link.mtu(mtu);
        }
    }

    /** Tells core of the packets since it was told last: before anything else, and when a batch of signals ends. */
    void tellHeard() {
        for (BluezRadio radio : radios.values()) {
            radio.tellHeard();
        }
    }

    private void heard(BluezObject device, Map<?, ?> told) {
        if (told.get("UUIDs") instanceof List<?> uuids && !device.isTrue("ServicesResolved")) {
            device.uuids(uuids);
        }
        BluezRadio radio = radios.get(device.parent());
        if (radio != null) {
            radio.heard(device, told);
        }
    }

    private void added(String path, Map<?, ?> interfaces) {
        boolean isNew = mirror.get(path) == null;
        BluezObject object = mirror.add(path, interfaces);
        if (object == null) {
            return;
        }
        if (object.is(BluezObject.ADAPTER)) {
            tellHeard();
            addRadio(object);
        } else if (object.is(BluezObject.DEVICE)) {
            Object told = interfaces.get(BluezObject.DEVICE);
            if (told instanceof Map<?, ?> properties && AdvertisementReader.isAdvertisement(properties)) {
                if (isNew && properties.get("UUIDs") instanceof List<?> uuids) {
                    object.firstUuids(uuids);
                }
                heard(object, properties);
            }
        } else if (isNew) {
            tellHeard();
            gattChanged(path);
        }
    }

    private void removed(String path, List<?> interfaces) {
        BluezObject object = mirror.remove(path, interfaces);
        if (object == null) {
            return;
        }
        tellHeard();
        if (object.is(BluezObject.ADAPTER)) {
            removeRadio(path, "it was removed");
            radiosChanged.run();
        } else if (object.is(BluezObject.DEVICE)) {
            BluezLink link = links.get(path);
            if (link != null) {
                link.deviceRemoved();
            }
        } else {
            gattChanged(path);
        }
    }

    private void gattChanged(String path) {
        int service = path.indexOf("/service");
        BluezLink link = service < 0 ? null : links.get(path.substring(0, service));
        if (link != null) {
            link.gattChanged();
        }
    }

    private void addRadio(BluezObject object) {
        if (!radios.containsKey(object.path())) {
            BluezRadio radio = new BluezRadio(this, object);
            radios.put(object.path(), radio);
            events.radioAdded(radio);
            radiosChanged.run();
        }
    }

    private void removeRadio(String path, String why) {
        BluezRadio radio = radios.remove(path);
        if (radio == null) {
            return;
        }
        radio.gone();
        BleUnavailableException cause = new BleUnavailableException(
                new BleOperation("use", null, radio.id()),
                BleUnavailableException.Reason.ADAPTER_GONE,
                "the adapter " + radio.id() + " is gone: " + why,
                "",
                null);
        new ArrayList<>(links.values()).stream().filter(l -> l.radio() == radio).forEach(l -> l.gone(cause));
        events.radioRemoved(radio, cause);
    }

    /** Ends everything, because the daemon, or the bus, left. */
    void left(String why) {
        if (left) {
            return;
        }
        LOG.debug("bluetoothd {} left: {}", owner, why);
        new ArrayList<>(radios.keySet()).forEach(path -> removeRadio(path, why));
        left = true;
        bus.receiverLeft(owner);
    }

    /**
     * Undoes what is left in the daemon, and says when it has taken note. It ends a link two seconds after it was asked
     * to, which nobody needs to wait for.
     */
    CompletableFuture<Void> release() {
        List<CompletableFuture<?>> open = new ArrayList<>();
        links.values().forEach(link -> open.add(link.release()));
        radios.values().forEach(radio -> open.add(radio.stopScan().toCompletableFuture()));
        return CompletableFuture.allOf(open.toArray(new CompletableFuture<?>[0]));
    }

    @Nullable
    BluezLink link(String path) {
        return links.get(path);
    }

    void register(BluezLink link) {
        links.put(link.path(), link);
    }

    void unregister(BluezLink link) {
        links.remove(link.path(), link);
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
