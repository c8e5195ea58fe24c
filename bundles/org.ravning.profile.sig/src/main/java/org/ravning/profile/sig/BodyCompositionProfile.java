// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Unit;

/** Body Composition Service: what a scale knows of a body, in kilograms and metres whatever the device sends. */
@Component(service = GattProfile.class)
public final class BodyCompositionProfile extends SigProfile {
    private static final List<FieldReading> MEASUREMENT = List.of(
            Fields.number("body_fat", "Body fat", Unit.PERCENT, null),
            Fields.WEIGHT,
            Fields.number("basal_metabolism", "Basal metabolism", Unit.KILOJOULE, null),
            Fields.number("muscle_percentage", "Muscle percentage", Unit.PERCENT, null),
            Fields.number("muscle_mass", "Muscle mass", Unit.KILOGRAM, "weight"),
            Fields.number("fat_free_mass", "Fat-free mass", Unit.KILOGRAM, "weight"),
            Fields.number("soft_lean_mass", "Soft lean mass", Unit.KILOGRAM, "weight"),
            Fields.number("body_water_mass", "Body water mass", Unit.KILOGRAM, "weight"),
            Fields.number("impedance", "Impedance", Unit.OHM, null),
            Fields.HEIGHT,
            Fields.USER,
            Fields.MEASURED_AT);

    /** Creates it. */
    public BodyCompositionProfile() {
        super("sig-body-composition", "Body composition scale", 0x181B, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return planOf(database, Map.of(0x2A9C, MEASUREMENT));
    }
}
