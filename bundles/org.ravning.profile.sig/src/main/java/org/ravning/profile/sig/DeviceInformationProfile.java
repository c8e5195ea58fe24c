// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedField;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/** Device Information Service: who made the device, and its versions. */
@Component(service = GattProfile.class)
public final class DeviceInformationProfile extends SigProfile {
    private static final String MANUFACTURER = "manufacturer_name";
    private static final String FIRMWARE = "firmware_revision";
    private static final List<Text> TEXTS = List.of(
            new Text(0x2A29, MANUFACTURER, "Manufacturer"),
            new Text(0x2A24, "model_number", "Model number"),
            new Text(0x2A25, "serial_number", "Serial number"),
            new Text(0x2A26, FIRMWARE, "Firmware"),
            new Text(0x2A27, "hardware_revision", "Hardware"),
            new Text(0x2A28, "software_revision", "Software"));

    private record Text(int type, String name, String label) {
        Property property(Characteristic characteristic) {
            return Property.text(name, label).in(Category.DIAGNOSTIC).with(Sources.access(characteristic));
        }
    }

    /** Creates it. */
    public DeviceInformationProfile() {
        super("sig-device-information", "Device information", 0x180A);
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> sources = new ArrayList<>();
        for (Text text : TEXTS) {
            Sources.find(database, service(), text.type()).stream()
                    .filter(c -> c.can(CharacteristicProperty.READ))
                    .findFirst()
                    .ifPresent(c -> sources.add(source(c, text.property(c))));
        }
        return new GattPlan(sources, List.of());
    }

    private GattPlan.Source source(Characteristic characteristic, Property property) {
        return new GattPlan.Source(
                characteristic,
                Set.of(Trigger.READ_ON_CONNECT),
                List.of(property),
                value -> decode(characteristic, property, value));
    }

    private Decoded decode(Characteristic characteristic, Property property, Bytes value) {
        Optional<String> text = CharacteristicCodec.decode(characteristic.uuid(), value)
                .flatMap(decoded -> decoded.field(property.name()))
                .map(DecodedField::text);
        if (!text.isPresent()) {
            return Decoded.Malformed.invalid(property.name() + ": " + value);
        }
        String told = text.get();
        DeviceModel model = new DeviceModel(
                property.name().equals(MANUFACTURER) ? told : null,
                info().title(),
                property.name().equals(FIRMWARE) ? told : null);
        return Decoded.Readings.of(model, List.of(new Reading(property, Value.of(told))));
    }
}
