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

/** Health Thermometer Service: the body's temperature, in degrees Celsius whatever the device sends. */
@Component(service = GattProfile.class)
public final class HealthThermometerProfile extends SigProfile {
    private static final List<FieldReading> MEASUREMENT =
            List.of(temperature("temperature", "Temperature"), Fields.MEASURED_AT);
    private static final List<FieldReading> INTERMEDIATE =
            List.of(temperature("intermediate_temperature", "Intermediate temperature"));

    /** Creates it. */
    public HealthThermometerProfile() {
        super("sig-health-thermometer", "Health thermometer", 0x1809, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return planOf(database, Map.of(0x2A1C, MEASUREMENT, 0x2A1E, INTERMEDIATE));
    }

    private static FieldReading temperature(String name, String label) {
        return FieldReading.of("temperature", Property.number(name, label, Unit.CELSIUS, "temperature"));
    }
}
