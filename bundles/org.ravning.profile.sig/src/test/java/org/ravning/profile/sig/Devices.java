// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;

/** Builds GATT databases; handles count from 1. */
final class Devices {
    private final List<GattService> services = new ArrayList<>();
    private int handle = 1;

    /** What is wanted of a characteristic. */
    record Wanted(int uuid, Set<CharacteristicProperty> properties, List<Integer> descriptors) {}

    static Wanted readable(int uuid) {
        return new Wanted(uuid, Set.of(CharacteristicProperty.READ, CharacteristicProperty.NOTIFY), List.of());
    }

    static Wanted only(int uuid, CharacteristicProperty... properties) {
        return new Wanted(uuid, Set.of(properties), List.of());
    }

    Devices service(int uuid, Wanted... characteristics) {
        int own = handle++;
        List<Characteristic> list = new ArrayList<>();
        for (Wanted wanted : characteristics) {
            int at = handle++;
            List<Descriptor> descriptors = new ArrayList<>();
            wanted.descriptors().forEach(d -> descriptors.add(new Descriptor(BleUuid.of(d), handle++)));
            list.add(new Characteristic(
                    BleUuid.of(wanted.uuid()), at, wanted.properties(), descriptors, BleUuid.of(uuid), own));
        }
        services.add(new GattService(BleUuid.of(uuid), own, true, list));
        return this;
    }

    GattDatabase build() {
        return new GattDatabase(services);
    }
}
