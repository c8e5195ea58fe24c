// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.BleUuid;
import org.ravning.api.DeviceAddress;

/**
 * An object of bluetoothd as last told: its one interface that matters here, and the properties that are needed later.
 * What an advertisement carries is not among them: it is true in the signal that brought it and never after.
 */
final class BluezObject {
    static final String ADAPTER = "org.bluez.Adapter1";
    static final String MONITORS = "org.bluez.AdvertisementMonitorManager1";
    static final String DEVICE = "org.bluez.Device1";
    static final String SERVICE = "org.bluez.GattService1";
    static final String CHARACTERISTIC = "org.bluez.GattCharacteristic1";
    static final String DESCRIPTOR = "org.bluez.GattDescriptor1";

    private static final String GENERIC_ACCESS = BleUuid.of(0x1800).toString();
    private static final String GENERIC_ATTRIBUTE = BleUuid.of(0x1801).toString();

    /** The interfaces that are mirrored, each with the properties that are kept. */
    private static final Map<String, Set<String>> KEPT = Map.of(
            ADAPTER, Set.of("Address", "Alias", "Powered", "Discovering", "Roles", "SupportedMonitorTypes"),
            DEVICE,
                    Set.of(
                            "Address",
                            "AddressType",
                            "Paired",
                            "Name",
                            "TxPower",
                            "Appearance",
                            "AdvertisingFlags",
                            "Connected",
                            "ServicesResolved"),
            SERVICE, Set.of("UUID", "Primary"),
            CHARACTERISTIC, Set.of("UUID", "Flags", "MTU"),
            DESCRIPTOR, Set.of("UUID"));

    private final String path;
    private final String parent;
    private final String iface;
    private final Set<String> kept;
    private final Map<String, Object> properties = new HashMap<>(8);
    private @Nullable DeviceAddress address;

    /** The services that the device advertises, as far as that can be told. */
    private List<?> advertisedUuids = List.of();

    BluezObject(String path, String iface) {
        this.path = path;
        this.parent = path.substring(0, Math.max(0, path.lastIndexOf('/'))).intern(); // one for all devices of a radio
        this.iface = iface;
        this.kept = KEPT.getOrDefault(iface, Set.of());
    }

    static boolean isMirrored(String iface) {
        return KEPT.containsKey(iface);
    }

    String path() {
        return path;
    }

    /** Returns the path above. */
    String parent() {
        return parent;
    }

    boolean is(String wanted) {
        return iface.equals(wanted);
    }

    /** Takes over what is kept of the changes. */
    void update(Map<?, ?> changed, List<?> invalidated) {
        for (Map.Entry<?, ?> entry : changed.entrySet()) {
            if (entry.getKey() instanceof String name && kept.contains(name)) {
                properties.put(name, entry.getValue());
                address = null;
            }
        }
        invalidated.forEach(properties::remove);
    }

    /** Returns the address of a Device1: from its properties, else from its path. */
    DeviceAddress address() {
        DeviceAddress known = address;
        if (known == null) {
            String text = string("Address");
            if (text == null) {
                text = path.substring(path.lastIndexOf("/dev_") + "/dev_".length())
                        .replace('_', ':');
            }
            known = DeviceAddress.of(text, addressType(string("AddressType")));
            address = known;
        }
        return known;
    }

    private static AddressType addressType(@Nullable String text) {
        if (text == null) {
            return AddressType.UNKNOWN;
        }
        return switch (text) {
            case "public" -> AddressType.PUBLIC;
            case "random" -> AddressType.RANDOM;
            default -> AddressType.UNKNOWN;
        };
    }

    /** Returns a property, or null if it is missing or of another type. */
    @Nullable
    String string(String name) {
        return properties.get(name) instanceof String value ? value : null;
    }

    /** Returns a property, or null if it is missing or of another type. */
    @Nullable
    Integer integer(String name) {
        return properties.get(name) instanceof Integer value ? value : null;
    }

    /** Says whether a property is there and true. */
    boolean isTrue(String name) {
        return Boolean.TRUE.equals(properties.get(name));
    }

    /** Returns a property as it came, or null. */
    @Nullable
    Object value(String name) {
        return properties.get(name);
    }

    /** Returns a property that is a list, empty if it is missing or of another type. */
    List<?> list(String name) {
        return properties.get(name) instanceof List<?> value ? value : List.of();
    }

    List<?> advertisedUuids() {
        return advertisedUuids;
    }

    /**
     * Takes the property UUIDs as it came with a packet. If it holds the Generic Access service, which every device has
     * and none advertises, it is the list of the services that were learned by connecting, and says nothing about the
     * packet.
     */
    void uuids(List<?> uuids) {
        if (!uuids.contains(GENERIC_ACCESS)) {
            advertisedUuids = uuids;
        }
    }

    /**
     * Takes the property UUIDs of a device that is new to us. If it was connected before, nobody can tell which of these it
     * advertises: any but those that no device does.
     */
    void firstUuids(List<?> uuids) {
        List<Object> some = new ArrayList<>(uuids);
        some.removeAll(List.of(GENERIC_ACCESS, GENERIC_ATTRIBUTE));
        advertisedUuids = some;
    }
}
