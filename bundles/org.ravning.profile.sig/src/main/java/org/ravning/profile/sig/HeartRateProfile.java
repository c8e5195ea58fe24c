// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** Heart Rate Service: beats per minute and what comes with them. */
@Component(service = GattProfile.class)
public final class HeartRateProfile extends SigProfile {
    private static final List<FieldReading> MEASUREMENT = List.of(
            FieldReading.of("heart_rate", Property.number("heart_rate", "Heart rate", Unit.BEATS_PER_MINUTE, null)),
            FieldReading.of(
                    "sensor_contact",
                    Property.flag("sensor_contact", "Sensor contact", null).in(Category.DIAGNOSTIC)),
            FieldReading.of(
                    "energy_expended", Property.number("energy_expended", "Energy expended", Unit.KILOJOULE, "energy")),
            new FieldReading(
                    "rr_interval_1", Property.number("rr_interval", "RR interval", Unit.MILLISECOND, "duration"), 3));
    private static final List<FieldReading> LOCATION = List.of(FieldReading.of(
            "body_sensor_location",
            Property.text("body_sensor_location", "Worn on").in(Category.DIAGNOSTIC)));

    /** Creates it. */
    public HeartRateProfile() {
        super("sig-heart-rate", "Heart rate sensor", 0x180D, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return planOf(database, Map.of(0x2A37, MEASUREMENT, 0x2A38, LOCATION));
    }
}
