// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The services, characteristics and descriptors of one connection, as discovered; immutable, in handle order, and valid
 * for that connection only (contract C14, C17).
 *
 * @param services the services in handle order
 */
public record GattDatabase(List<GattService> services) {
    /** Sorts by handle. */
    public GattDatabase {
        List<GattService> sorted = new ArrayList<>(services);
        sorted.sort(Comparator.comparingInt(GattService::handle));
        services = List.copyOf(sorted);
    }

    /** Returns the first service of that type. */
    public Optional<GattService> service(UUID uuid) {
        return services.stream().filter(s -> s.uuid().equals(uuid)).findFirst();
    }

    /** Returns a database of the services of these types alone; of an empty set, this one. */
    public GattDatabase only(Set<UUID> types) {
        return types.isEmpty()
                ? this
                : new GattDatabase(services.stream()
                        .filter(service -> types.contains(service.uuid()))
                        .collect(Collectors.toList()));
    }

    /** Returns every characteristic in handle order. */
    public List<Characteristic> characteristics() {
        List<Characteristic> all = new ArrayList<>();
        services.forEach(s -> all.addAll(s.characteristics()));
        return List.copyOf(all);
    }

    /** Returns the first characteristic of that type, in handle order. */
    public Optional<Characteristic> characteristic(UUID uuid) {
        return characteristics().stream().filter(c -> c.uuid().equals(uuid)).findFirst();
    }

    /** Returns the first characteristic of that type in the first service of that type. */
    public Optional<Characteristic> characteristic(UUID service, UUID uuid) {
        return characteristics().stream()
                .filter(c -> c.uuid().equals(uuid) && c.serviceUuid().equals(service))
                .findFirst();
    }

    /** Returns the characteristic or descriptor with that handle. */
    public Optional<Attribute> attribute(int handle) {
        for (Characteristic characteristic : characteristics()) {
            if (characteristic.handle() == handle) {
                return Optional.of(characteristic);
            }
            for (Descriptor descriptor : characteristic.descriptors()) {
                if (descriptor.handle() == handle) {
                    return Optional.of(descriptor);
                }
            }
        }
        return Optional.empty();
    }

    /** Says whether this very attribute is part of this database. */
    public boolean contains(Attribute attribute) {
        return attribute(attribute.handle()).filter(attribute::equals).isPresent();
    }
}
