// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;

/** A bluetoothd: objects with properties, and the usual answers until the test sets others. */
public final class ScriptedBluez extends ScriptedPeer {
    /** The interface of adapters. */
    public static final String ADAPTER = "org.bluez.Adapter1";
    /** The interface of devices. */
    public static final String DEVICE = "org.bluez.Device1";
    /** The interface of services. */
    public static final String SERVICE = "org.bluez.GattService1";
    /** The interface of characteristics. */
    public static final String CHARACTERISTIC = "org.bluez.GattCharacteristic1";
    /** The interface of descriptors. */
    public static final String DESCRIPTOR = "org.bluez.GattDescriptor1";

    private static final String OBJECTS = "org.freedesktop.DBus.ObjectManager";
    private static final String PROPERTIES = "org.freedesktop.DBus.Properties";

    private final Map<String, Map<String, Map<String, Variant<?>>>> objects = new ConcurrentSkipListMap<>();

    /** Takes the name of bluetoothd on that bus. */
    public ScriptedBluez(String address) {
        super(address, "org.bluez");
        on("GetManagedObjects", call -> Answer.of("a{oa{sa{sv}}}", managed()));
        on("GetAll", call -> Answer.of("a{sv}", properties(call.path(), (String) call.values()[0])));
        on(
                "Get",
                call -> Answer.of(
                        "v", properties(call.path(), (String) call.values()[0]).get((String) call.values()[1])));
        for (String member : List.of(
                "SetDiscoveryFilter",
                "WriteValue",
                "StartNotify",
                "StopNotify",
                "RegisterAgent",
                "UnregisterAgent",
                "CancelPairing")) {
            on(member, call -> Answer.DONE);
        }
        on("StartDiscovery", call -> {
            change(call.path(), ADAPTER, Map.of("Discovering", true));
            return Answer.DONE;
        });
        on("StopDiscovery", call -> {
            change(call.path(), ADAPTER, Map.of("Discovering", false));
            return Answer.DONE;
        });
        on("Connect", call -> {
            change(call.path(), DEVICE, Map.of("Connected", true));
            change(call.path(), DEVICE, Map.of("ServicesResolved", true));
            return Answer.DONE;
        });
        on("Disconnect", call -> {
            change(call.path(), DEVICE, Map.of("Connected", false, "ServicesResolved", false));
            return Answer.DONE;
        });
    }

    private Map<DBusPath, Map<String, Map<String, Variant<?>>>> managed() {
        Map<DBusPath, Map<String, Map<String, Variant<?>>>> all = new LinkedHashMap<>();
        objects.forEach((path, interfaces) -> all.put(new DBusPath(path), interfaces));
        return all;
    }

    private Map<String, Variant<?>> properties(String path, String iface) {
        return objects.getOrDefault(path, Map.of()).getOrDefault(iface, Map.of());
    }

    /** Wraps plain values; a Variant stays what it is. */
    public static Map<String, Variant<?>> variants(Map<String, ?> values) {
        Map<String, Variant<?>> wrapped = new LinkedHashMap<>();
        values.forEach((name, value) -> wrapped.put(name, variant(value)));
        return wrapped;
    }

    private static Variant<?> variant(Object value) {
        if (value instanceof Variant<?> done) {
            return done;
        }
        if (value instanceof byte[]) {
            return new Variant<>(value, "ay");
        }
        return value instanceof List ? new Variant<>(value, "as") : new Variant<>(value);
    }

    /** Returns manufacturer data as bluetoothd tells it. */
    public static Variant<?> manufacturerData(int company, byte... data) {
        return new Variant<>(Map.of(new UInt16(company), new Variant<>(data, "ay")), "a{qv}");
    }

    /** Returns service data as bluetoothd tells it. */
    public static Variant<?> serviceData(String uuid, byte... data) {
        return new Variant<>(Map.of(uuid, new Variant<>(data, "ay")), "a{sv}");
    }

    /** Adds an object and does not tell. */
    public void put(String path, String iface, Map<String, ?> properties) {
        objects.put(path, Map.of(iface, variants(properties)));
    }

    /** Adds an object and tells. */
    public String add(String path, String iface, Map<String, ?> properties) {
        Map<String, Variant<?>> wrapped = variants(properties);
        objects.put(path, Map.of(iface, wrapped));
        emit("/", OBJECTS, "InterfacesAdded", "oa{sa{sv}}", new DBusPath(path), Map.of(iface, wrapped));
        return path;
    }

    /** Removes an object and does not tell. */
    public @Nullable Map<String, Map<String, Variant<?>>> withdraw(String path) {
        return objects.remove(path);
    }

    /** Gives an object another interface that does not change; for use before the backend starts. */
    public void alsoHas(String path, String iface, Map<String, ?> properties) {
        Map<String, Map<String, Variant<?>>> interfaces = new LinkedHashMap<>(objects.getOrDefault(path, Map.of()));
        interfaces.put(iface, variants(properties));
        objects.put(path, interfaces);
    }

    /** Removes an object and tells. */
    public void remove(String path) {
        Map<String, Map<String, Variant<?>>> was = withdraw(path);
        List<String> interfaces = List.copyOf(was == null ? List.of() : was.keySet());
        emit("/", OBJECTS, "InterfacesRemoved", "oas", new DBusPath(path), interfaces);
    }

    /** Changes properties and tells. */
    public void change(String path, String iface, Map<String, ?> changed) {
        change(path, iface, changed, List.of());
    }

    /** Changes properties, takes others away, and tells. */
    public void change(String path, String iface, Map<String, ?> changed, List<String> invalidated) {
        Map<String, Variant<?>> wrapped = variants(changed);
        Map<String, Variant<?>> merged = new LinkedHashMap<>(properties(path, iface));
        merged.putAll(wrapped);
        merged.keySet().removeAll(invalidated);
        Map<String, Map<String, Variant<?>>> interfaces = new LinkedHashMap<>(objects.getOrDefault(path, Map.of()));
        interfaces.put(iface, merged);
        objects.put(path, interfaces);
        emit(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", iface, wrapped, invalidated);
    }

    // --- what the tests usually need

    /** Adds an adapter that is on. */
    public String addAdapter(String name) {
        return add(
                "/org/bluez/" + name,
                ADAPTER,
                Map.of(
                        "Address",
                        "00:AA:01:00:00:00",
                        "Alias",
                        "box",
                        "Powered",
                        true,
                        "Discovering",
                        false,
                        "Roles",
                        List.of("central", "peripheral")));
    }

    /** Adds a device that is known and was not heard of late. */
    public String addDevice(String adapter, String address, Map<String, ?> more) {
        Map<String, Object> properties = new LinkedHashMap<>(Map.of(
                "Address",
                address,
                "AddressType",
                "random",
                "Alias",
                address.replace(':', '-'),
                "Connected",
                false,
                "Paired",
                false,
                "ServicesResolved",
                false));
        properties.putAll(more);
        return add(adapter + "/dev_" + address.replace(':', '_'), DEVICE, properties);
    }

    /** Adds a service with one characteristic and a descriptor; returns the path of the characteristic. */
    public String addGatt(String device, int handle, String service, String characteristic, String... flags) {
        String servicePath = String.format("%s/service%04x", device, handle);
        String path = String.format("%s/char%04x", servicePath, handle + 1);
        add(servicePath, SERVICE, Map.of("UUID", service, "Primary", true));
        add(path, CHARACTERISTIC, Map.of("UUID", characteristic, "Flags", List.of(flags), "MTU", new UInt16(100)));
        add(
                String.format("%s/desc%04x", path, handle + 3),
                DESCRIPTOR,
                Map.of("UUID", "00002902-0000-1000-8000-00805f9b34fb"));
        return path;
    }
}
