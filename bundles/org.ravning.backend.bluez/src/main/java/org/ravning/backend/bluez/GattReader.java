// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;

/**
 * Builds the GATT tree of a device from its objects.
 *
 * <p>bluetoothd gives handles in the paths only, as four hexadecimal digits after "service", "char" and "desc"; that of a
 * characteristic is the handle of its declaration.
 */
final class GattReader {
    private static final Map<String, CharacteristicProperty> PROPERTIES = Map.of(
            "broadcast", CharacteristicProperty.BROADCAST,
            "read", CharacteristicProperty.READ,
            "write-without-response", CharacteristicProperty.WRITE_WITHOUT_RESPONSE,
            "write", CharacteristicProperty.WRITE,
            "notify", CharacteristicProperty.NOTIFY,
            "indicate", CharacteristicProperty.INDICATE,
            "authenticated-signed-writes", CharacteristicProperty.AUTHENTICATED_SIGNED_WRITES,
            "extended-properties", CharacteristicProperty.EXTENDED_PROPERTIES);

    private final ObjectMirror mirror;
    private final Map<Integer, String> paths = new HashMap<>();
    private final Map<String, Characteristic> characteristics = new HashMap<>();
    private final GattDatabase database;

    /**
     * Reads what is below the path of a device.
     *
     * @throws IllegalArgumentException if an object has no readable UUID or handle, with the reason
     */
    GattReader(ObjectMirror mirror, String device) {
        this.mirror = mirror;
        List<GattService> services = new ArrayList<>();
        for (BluezObject service : mirror.below(device, BluezObject.SERVICE)) {
            UUID uuid = uuid(service);
            int handle = handle(service);
            services.add(new GattService(
                    uuid,
                    handle,
                    !Boolean.FALSE.equals(service.value("Primary")),
                    characteristics(service.path(), uuid, handle)));
        }
        database = new GattDatabase(services);
    }

    GattDatabase database() {
        return database;
    }

    /** Returns the path of each characteristic and descriptor by handle. */
    Map<Integer, String> paths() {
        return paths;
    }

    /** Returns each characteristic by path. */
    Map<String, Characteristic> characteristicsByPath() {
        return characteristics;
    }

    /**
     * Says whether objects seem to be missing: bluetoothd can say that the services are resolved before it has shown
     * their objects (its issue 1489).
     */
    boolean looksIncomplete() {
        return database.services().isEmpty()
                || database.services().stream()
                        .anyMatch(s -> s.characteristics().isEmpty());
    }

    private List<Characteristic> characteristics(String service, UUID serviceUuid, int serviceHandle) {
        List<Characteristic> found = new ArrayList<>();
        for (BluezObject object : mirror.below(service, BluezObject.CHARACTERISTIC)) {
            Characteristic characteristic = new Characteristic(
                    uuid(object),
                    handle(object),
                    properties(object.list("Flags")),
                    descriptors(object.path()),
                    serviceUuid,
                    serviceHandle);
            paths.put(characteristic.handle(), object.path());
            characteristics.put(object.path(), characteristic);
            found.add(characteristic);
        }
        found.sort(Comparator.comparingInt(Characteristic::handle));
        return found;
    }

    private List<Descriptor> descriptors(String characteristic) {
        List<Descriptor> found = new ArrayList<>();
        for (BluezObject object : mirror.below(characteristic, BluezObject.DESCRIPTOR)) {
            Descriptor descriptor = new Descriptor(uuid(object), handle(object));
            paths.put(descriptor.handle(), object.path());
            found.add(descriptor);
        }
        found.sort(Comparator.comparingInt(Descriptor::handle));
        return found;
    }

    private static Set<CharacteristicProperty> properties(List<?> flags) {
        Set<CharacteristicProperty> properties = EnumSet.noneOf(CharacteristicProperty.class);
        for (Object flag : flags) {
            if (flag instanceof String name && PROPERTIES.get(name) != null) {
                properties.add(PROPERTIES.get(name));
            }
        }
        return properties;
    }

    private static UUID uuid(BluezObject object) {
        String text = object.string("UUID");
        if (text == null) {
            throw new IllegalArgumentException(object.path() + " has no UUID");
        }
        return BleUuid.parse(text);
    }

    private static int handle(BluezObject object) {
        String path = object.path();
        try {
            return Integer.parseInt(path.substring(path.length() - 4), 16);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(path + " ends with no handle", e);
        }
    }
}
