// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** Blood Pressure Service: in millimetres of mercury whatever the device sends. Connected to whenever it wakes up. */
@Component(service = GattProfile.class)
public final class BloodPressureProfile extends SigProfile {
    private static final List<FieldReading> MEASUREMENT = List.of(
            Fields.number("systolic", "Systolic", Unit.MILLIMETRE_OF_MERCURY, "pressure"),
            Fields.number("diastolic", "Diastolic", Unit.MILLIMETRE_OF_MERCURY, "pressure"),
            Fields.number("mean_arterial_pressure", "Mean arterial pressure", Unit.MILLIMETRE_OF_MERCURY, "pressure"),
            Fields.PULSE,
            Fields.USER,
            Fields.MEASURED_AT);
    private static final List<FieldReading> CUFF = List.of(FieldReading.of(
            "systolic", Property.number("cuff_pressure", "Cuff pressure", Unit.MILLIMETRE_OF_MERCURY, "pressure")));

    /** Creates it. */
    public BloodPressureProfile() {
        super("sig-blood-pressure", "Blood pressure monitor", 0x1810, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return planOf(database, Map.of(0x2A35, MEASUREMENT, 0x2A36, CUFF));
    }
}
