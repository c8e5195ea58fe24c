// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A characteristic of a remote device.
 *
 * @param uuid its type
 * @param handle the handle of its declaration
 * @param properties what it allows
 * @param descriptors its descriptors in handle order
 * @param serviceUuid the type of the service it belongs to
 * @param serviceHandle the handle of that service
 */
public record Characteristic(
        UUID uuid,
        int handle,
        Set<CharacteristicProperty> properties,
        List<Descriptor> descriptors,
        UUID serviceUuid,
        int serviceHandle)
        implements Attribute {
    /** Copies the collections. */
    public Characteristic {
        EnumSet<CharacteristicProperty> copy = EnumSet.noneOf(CharacteristicProperty.class);
        copy.addAll(properties);
        properties = Collections.unmodifiableSet(copy);
        descriptors = List.copyOf(descriptors);
    }

    /** Says whether it allows this. */
    public boolean can(CharacteristicProperty property) {
        return properties.contains(property);
    }

    /** Says whether it sends values by itself, as notifications or indications. */
    public boolean canSubscribe() {
        return can(CharacteristicProperty.NOTIFY) || can(CharacteristicProperty.INDICATE);
    }

    /** Returns its first descriptor of that type. */
    public Optional<Descriptor> descriptor(UUID type) {
        return descriptors.stream().filter(d -> d.uuid().equals(type)).findFirst();
    }
}
