// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.generic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.codec.PrintableText;
import org.ravning.codec.UuidNames;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;

/** Plans one device. Names depend on the device's services alone, so that they are the same after each connect. */
final class PlanWriter {
    /** How many characteristics are shown at most; the others are left out. */
    static final int MAXIMUM = 64;
    /** Characteristic User Description: a name that the device gives. */
    static final int USER_DESCRIPTION = 0x2901;

    private static final int SERVICE_CHANGED = 0x2A05;
    private static final int LABEL_LENGTH = 40;

    private final Map<Descriptor, Bytes> descriptors;
    private final Map<String, Integer> used = new HashMap<>();
    private final List<GattPlan.Source> sources = new ArrayList<>();
    private final List<GattPlan.Sink> sinks = new ArrayList<>();

    PlanWriter(Map<Descriptor, Bytes> descriptors) {
        this.descriptors = descriptors;
    }

    GattPlan write(GattDatabase database) {
        int shown = 0;
        for (Characteristic characteristic : database.characteristics()) {
            if (shown < MAXIMUM && !characteristic.uuid().equals(BleUuid.of(SERVICE_CHANGED)) && add(characteristic)) {
                shown++;
            }
        }
        return new GattPlan(sources, sinks);
    }

    private boolean add(Characteristic characteristic) {
        Set<Trigger> triggers = Trigger.allowedBy(characteristic);
        boolean settable = characteristic.can(CharacteristicProperty.WRITE)
                || characteristic.can(CharacteristicProperty.WRITE_WITHOUT_RESPONSE);
        if (triggers.isEmpty() && !settable) {
            return false;
        }
        Shown shown = shown(characteristic, access(characteristic, triggers, settable));
        if (!triggers.isEmpty()) {
            sources.add(new GattPlan.Source(characteristic, triggers, shown.announced(), shown::decode));
        }
        if (settable) {
            sinks.add(new GattPlan.Sink(
                    shown.settable(),
                    (value, current) -> new GattPlan.Write(characteristic, shown.encode(value), WriteMode.AUTO)));
        }
        return true;
    }

    private Shown shown(Characteristic characteristic, Access... access) {
        String label = label(characteristic);
        String name = unique(Names.of(characteristic.uuid()));
        return CharacteristicCodec.number(characteristic.uuid())
                .<Shown>map(form -> new ShownNumber(characteristic.uuid(), name, label, form, access))
                .orElseGet(() -> CharacteristicCodec.text(characteristic.uuid()).isPresent()
                        ? new ShownText(name, label, access)
                        : CharacteristicCodec.knows(characteristic.uuid())
                                ? new ShownFields(characteristic.uuid(), name, label, access)
                                : new ShownBytes(name, label, access));
    }

    private String label(Characteristic characteristic) {
        String known = UuidNames.name(characteristic.uuid())
                .orElseGet(() -> "Characteristic " + BleUuid.shortText(characteristic.uuid()));
        return characteristic
                .descriptor(BleUuid.of(USER_DESCRIPTION))
                .map(descriptors::get)
                .map(name -> PrintableText.of(name.utf8(), LABEL_LENGTH).trim())
                .filter(name -> !name.isEmpty())
                .orElse(known);
    }

    private String unique(String name) {
        int count = used.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + "_" + count;
    }

    private static Access[] access(Characteristic characteristic, Set<Trigger> triggers, boolean settable) {
        List<Access> access = new ArrayList<>();
        if (!triggers.isEmpty()) {
            access.add(Access.PUBLISHED);
        }
        if (characteristic.can(CharacteristicProperty.READ)) {
            access.add(Access.GETTABLE);
        }
        if (settable) {
            access.add(Access.SETTABLE);
        }
        return access.toArray(new Access[0]);
    }
}
