// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.Descriptor;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.StandardProperties;

/**
 * Battery Service: the level of each battery, and whether it charges. Of several batteries each is called what its
 * descriptor 2904 says, such as {@code battery_left}, else they are numbered.
 */
@Component(service = GattProfile.class)
public final class BatteryProfile extends SigProfile {
    private static final UUID PRESENTATION_FORMAT = BleUuid.of(0x2904);
    private static final int LEVEL = 0x2A19;
    private static final Property BATTERY = StandardProperties.BATTERY;
    private static final List<FieldReading> STATUS =
            List.of(FieldReading.of("battery_charging", StandardProperties.BATTERY_CHARGING));

    /** Descriptions of the namespace of the Bluetooth SIG (Assigned Numbers, 2.4), from 0x0100. */
    private static final List<String> PLACES = List.of(
            "front",
            "back",
            "top",
            "bottom",
            "upper",
            "lower",
            "main",
            "backup",
            "auxiliary",
            "supplementary",
            "flash",
            "inside",
            "outside",
            "left",
            "right",
            "internal",
            "external");

    /** Creates it. */
    public BatteryProfile() {
        super("sig-battery", "Battery", 0x180F);
    }

    @Override
    public Set<UUID> planDescriptors() {
        return Set.of(PRESENTATION_FORMAT);
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return plan(database, Map.of());
    }

    @Override
    public GattPlan plan(GattDatabase database, Map<Descriptor, Bytes> values) {
        List<GattPlan.Source> sources = new ArrayList<>();
        List<Characteristic> levels = Sources.find(database, service(), LEVEL);
        List<String> places = places(levels, values);
        if (places.isEmpty()) {
            Sources.add(sources, levels, model(), List.of(FieldReading.of("battery_level", BATTERY)));
        } else {
            for (int i = 0; i < levels.size(); i++) {
                FieldReading field = FieldReading.of("battery_level", placed(places.get(i)));
                Sources.add(sources, List.of(levels.get(i)), model(), List.of(field));
            }
        }
        Sources.add(sources, Sources.find(database, service(), 0x2BED), model(), STATUS);
        return new GattPlan(sources, List.of());
    }

    private static Property placed(String place) {
        return new Property(
                "battery_" + place,
                "Battery, " + place,
                BATTERY.type(),
                BATTERY.unit(),
                BATTERY.access(),
                BATTERY.deviceClass(),
                BATTERY.category());
    }

    /** Returns what tells several batteries apart, or nothing if that does not. */
    private static List<String> places(List<Characteristic> levels, Map<Descriptor, Bytes> values) {
        List<String> places = new ArrayList<>();
        if (levels.size() > 1) {
            for (Characteristic level : levels) {
                String place = level.descriptor(PRESENTATION_FORMAT)
                        .map(values::get)
                        .map(BatteryProfile::place)
                        .orElse(null);
                if (place != null) {
                    places.add(place);
                }
            }
        }
        boolean distinct = new HashSet<>(places).size() == levels.size();
        return distinct ? places : List.of();
    }

    // GSS, Characteristic Presentation Format: namespace at 4, description at 5.
    private static @Nullable String place(Bytes format) {
        if (format.length() != 7 || format.u8(4) != 1) {
            return null;
        }
        int description = format.u16le(5);
        if (description > 0 && description < 0x100) {
            return Integer.toString(description);
        }
        int index = description - 0x100;
        return index >= 0 && index < PLACES.size() ? PLACES.get(index) : null;
    }
}
