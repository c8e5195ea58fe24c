// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Unit;

/** Cycling Power Service: power and what comes with it. */
@Component(service = GattProfile.class, configurationPid = BicycleConfig.PID)
public final class CyclingPowerProfile extends CyclingProfile {
    private static final Measurement MEASUREMENT = new Measurement(0x2A63, fields(), 32);

    private static List<FieldReading> fields() {
        List<FieldReading> fields = new ArrayList<>();
        fields.add(Fields.number("power", "Power", Unit.WATT, "power"));
        fields.add(Fields.number("pedal_power_balance", "Pedal power balance", Unit.PERCENT, null));
        fields.add(Fields.number("accumulated_torque", "Accumulated torque", Unit.NEWTON_METRE, null));
        fields.add(Fields.number("accumulated_energy", "Accumulated energy", Unit.KILOJOULE, "energy"));
        fields.add(Fields.number("max_force", "Greatest force", Unit.NEWTON, null));
        fields.add(Fields.number("min_force", "Least force", Unit.NEWTON, null));
        fields.add(Fields.number("max_torque", "Greatest torque", Unit.NEWTON_METRE, null));
        fields.add(Fields.number("min_torque", "Least torque", Unit.NEWTON_METRE, null));
        fields.addAll(Fields.revolutions());
        return List.copyOf(fields);
    }

    /** Creates it, for wheels that are not known. */
    public CyclingPowerProfile() {
        this(0);
    }

    /** Creates it as configured. */
    @Activate
    public CyclingPowerProfile(BicycleConfig config) {
        this(Bicycle.checked(config.wheelCircumference()));
    }

    /** Creates it for wheels of that circumference, in millimetres. */
    CyclingPowerProfile(int circumference) {
        super("sig-cycling-power", "Cycling power meter", 0x1818, MEASUREMENT, circumference);
    }
}
