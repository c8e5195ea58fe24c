// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.freedesktop.dbus.types.Variant;
import org.ravning.api.Bytes;

/** What bluetoothd shows on the bus: objects with properties, and calls on them. */
public final class Bluez {
    /** The bus name of bluetoothd. */
    public static final String NAME = "org.bluez";
    /** An adapter: hci0, hci1, and so on. */
    public static final String ADAPTER = "org.bluez.Adapter1";
    /** A device as one adapter sees it. */
    public static final String DEVICE = "org.bluez.Device1";
    /** A characteristic of a connected device. */
    public static final String CHARACTERISTIC = "org.bluez.GattCharacteristic1";
    /** The standard interface for properties. */
    public static final String PROPERTIES = "org.freedesktop.DBus.Properties";
    /** The standard interface that lists objects. */
    public static final String MANAGER = "org.freedesktop.DBus.ObjectManager";

    private final Bus bus;
    private final Monitor changes = new Monitor();

    /** Watches bluetoothd over a bus. */
    public Bluez(Bus bus) throws IOException {
        this.bus = bus;
        bus.listen("type='signal',sender='" + NAME + "'", signal -> changes.change(() -> {}));
    }

    /** Calls a method that takes no options and waits for it. */
    public List<Object> call(String path, String iface, String method) throws IOException {
        return bus.call(NAME, path, iface, method, null);
    }

    /** Calls a method and waits for it. */
    public List<Object> call(String path, String iface, String method, String signature, Object... args)
            throws IOException {
        return bus.call(NAME, path, iface, method, signature, args);
    }

    /** Returns a property, or nothing where object or property is missing. */
    public Optional<Object> get(String path, String iface, String property) throws IOException {
        try {
            List<Object> answer = bus.call(NAME, path, PROPERTIES, "Get", "ss", iface, property);
            return Optional.of(((Variant<?>) answer.get(0)).getValue());
        } catch (BusException e) {
            return Optional.empty();
        }
    }

    /** Sets a property. */
    public void set(String path, String iface, String property, Object value) throws IOException {
        bus.call(NAME, path, PROPERTIES, "Set", "ssv", iface, property, new Variant<>(value));
    }

    /** Switches an adapter and waits until it is done. bluetoothd switches a new adapter on by itself and is busy then. */
    public void power(Duration timeout, String adapter, boolean on) throws IOException {
        await(timeout, adapter + " Powered " + on, objects -> {
            Optional<Object> now = objects.get(adapter, ADAPTER, "Powered");
            if (now.isPresent() && !now.get().equals(on)) {
                trySet(adapter, ADAPTER, "Powered", on);
            }
            return now.isPresent() && now.get().equals(on);
        });
    }

    private void trySet(String path, String iface, String property, Object value) throws IOException {
        try {
            set(path, iface, property, value);
        } catch (BusException e) {
            if (!e.error().endsWith(".Busy")) {
                throw e;
            }
        }
    }

    /** Returns the properties of all objects that have an interface, by object path, in the order of the paths. */
    public Map<String, Map<String, Object>> objects(String iface) throws IOException {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        Map<?, ?> all = (Map<?, ?>)
                bus.call(NAME, "/", MANAGER, "GetManagedObjects", null).get(0);
        List<String> paths = new ArrayList<>();
        all.keySet().forEach(path -> paths.add(path.toString()));
        paths.sort(null);
        for (String path : paths) {
            all.forEach((key, interfaces) -> {
                if (key.toString().equals(path) && ((Map<?, ?>) interfaces).get(iface) instanceof Map<?, ?> values) {
                    found.put(path, plain(values));
                }
            });
        }
        return found;
    }

    /** Waits until a property has a value; anything else by the deadline is an assertion error. */
    public void await(Duration timeout, String path, String iface, String property, Object value) throws IOException {
        await(timeout, path + " " + property + " " + value, bluez -> {
            Optional<Object> current = bluez.get(path, iface, property);
            return current.isPresent() && Objects.equals(current.get(), value);
        });
    }

    /** Waits until a condition on the objects holds, asked anew after each signal. */
    public void await(Duration timeout, String what, Condition condition) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        while (!condition.holds(this)) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("not within " + timeout.toSeconds() + " s: " + what);
            }
            // A signal may have come while the condition was being asked, so never wait long.
            changes.await(Duration.ofNanos(Math.min(left, Duration.ofMillis(200).toNanos())), () -> false);
        }
    }

    /** Hands each new value of a characteristic that bluetoothd reports to the listener, on the bus's thread. */
    public void values(String path, Consumer<Bytes> listener) throws IOException {
        bus.listen("type='signal',sender='" + NAME + "',path='" + path + "'", signal -> {
            if (signal.path().equals(path)
                    && signal.member().equals("PropertiesChanged")
                    && CHARACTERISTIC.equals(signal.arguments().get(0))
                    && signal.arguments().get(1) instanceof Map<?, ?> changed
                    && changed.containsKey("Value")) {
                listener.accept(BusValues.bytes(changed.get("Value")));
            }
        });
    }

    private static Map<String, Object> plain(Map<?, ?> variants) {
        Map<String, Object> plain = new LinkedHashMap<>();
        variants.forEach((name, value) ->
                plain.put(name.toString(), value instanceof Variant<?> variant ? (Object) variant.getValue() : value));
        return plain;
    }

    /** A condition on what bluetoothd shows. */
    @FunctionalInterface
    public interface Condition {
        /** Says whether it holds now. */
        boolean holds(Bluez bluez) throws IOException;
    }
}
