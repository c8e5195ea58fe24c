// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.interfaces.ObjectManager;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/** A passive scan as bluetoothd sees it: what it wants to hear. What was heard comes with the signals of the devices. */
final class MonitorObject implements AdvertisementMonitor1, Properties {
    private final String path;
    private final Map<String, Variant<?>> properties;
    private final Runnable onRelease;

    MonitorObject(String path, List<MonitorPattern> patterns, Runnable onRelease) {
        this.path = path;
        this.properties = Map.of("Type", new Variant<>("or_patterns"), "Patterns", new Variant<>(patterns, "a(yyay)"));
        this.onRelease = onRelease;
    }

    @Override
    public String getObjectPath() {
        return path;
    }

    @Override
    public void Release() {
        onRelease.run();
    }

    @Override
    public void Activate() {}

    @Override
    public void DeviceFound(DBusPath device) {}

    @Override
    public void DeviceLost(DBusPath device) {}

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <A> A Get(String iface, String property) {
        Variant<?> value = properties.get(property);
        if (value == null) {
            throw new IllegalArgumentException("no property " + property);
        }
        return (A) value.getValue();
    }

    @Override
    public <A> void Set(String iface, String property, A value) {
        throw new IllegalArgumentException(property + " is read only");
    }

    @Override
    public Map<String, Variant<?>> GetAll(String iface) {
        return AdvertisementMonitor1.NAME.equals(iface) ? properties : Map.of();
    }

    /** The object above them, which bluetoothd asks what there is. */
    record Root(String path, List<MonitorObject> monitors) implements ObjectManager {
        @Override
        public String getObjectPath() {
            return path;
        }

        @Override
        public Map<DBusPath, Map<String, Map<String, Variant<?>>>> GetManagedObjects() {
            return monitors.stream()
                    .collect(Collectors.toMap(
                            monitor -> new DBusPath(monitor.path),
                            monitor -> Map.of(AdvertisementMonitor1.NAME, monitor.properties)));
        }
    }
}
