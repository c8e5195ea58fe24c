// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedField;
import org.ravning.codec.gatt.DecodedValue;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Reading;

/** Makes plan sources of characteristics that the codec knows. */
final class Sources {
    private Sources() {}

    /** Returns the characteristics of that type in services of that type, in handle order. */
    static List<Characteristic> find(GattDatabase database, UUID service, int type) {
        return find(database, service, BleUuid.of(type));
    }

    /** Returns the characteristics of that type in services of that type, in handle order. */
    static List<Characteristic> find(GattDatabase database, UUID service, UUID uuid) {
        List<Characteristic> found = new ArrayList<>();
        for (Characteristic characteristic : database.characteristics()) {
            if (characteristic.uuid().equals(uuid)
                    && characteristic.serviceUuid().equals(service)) {
                found.add(characteristic);
            }
        }
        return found;
    }

    /**
     * Adds a source for each of the characteristics that can be read or subscribed to; the properties are numbered if
     * there are several. The first field is in every value and announced; the others are announced by being told.
     */
    static void add(
            List<GattPlan.Source> sources,
            List<Characteristic> instances,
            DeviceModel model,
            List<FieldReading> fields) {
        for (int i = 0; i < instances.size(); i++) {
            Characteristic instance = instances.get(i);
            Set<Trigger> triggers = Trigger.allowedBy(instance);
            if (!triggers.isEmpty()) {
                int number = instances.size() > 1 ? i + 1 : 0;
                List<FieldReading> own = own(fields, instance, number);
                List<Property> announced = List.of(own.get(0).property());
                sources.add(new GattPlan.Source(
                        instance, triggers, announced, value -> decode(instance.uuid(), value, model, own)));
            }
        }
    }

    /** Returns what can be done with a property of the characteristic, beside setting it. */
    static Access[] access(Characteristic characteristic) {
        return characteristic.can(CharacteristicProperty.READ)
                ? new Access[] {Access.PUBLISHED, Access.GETTABLE}
                : new Access[] {Access.PUBLISHED};
    }

    private static List<FieldReading> own(List<FieldReading> fields, Characteristic instance, int number) {
        List<FieldReading> own = new ArrayList<>();
        for (FieldReading field : fields) {
            Property property = field.property().with(access(instance));
            own.add(field.as(number == 0 ? property : property.numbered(number)));
        }
        return own;
    }

    private static Decoded decode(UUID uuid, Bytes value, DeviceModel model, List<FieldReading> fields) {
        Optional<DecodedValue> decoded = CharacteristicCodec.decode(uuid, value);
        if (!decoded.isPresent()) {
            return Decoded.Malformed.invalid("characteristic " + BleUuid.shortText(uuid) + ": too short: " + value);
        }
        List<Reading> readings = new ArrayList<>();
        for (FieldReading field : fields) {
            Optional<DecodedField> told = decoded.get().field(field.field());
            told.filter(f -> f.value() != null || isNumber(field)).ifPresent(f -> readings.add(field.reading(f)));
        }
        return Decoded.Readings.of(model, readings);
    }

    // A number without a value is a sensor that failed; a flag without one is a sensor that the device does not have.
    private static boolean isNumber(FieldReading field) {
        return field.property().type() instanceof PropertyType.NumberType;
    }
}
