// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;

/** Weight Scale Service: in kilograms and metres whatever the device sends. Connected to whenever it wakes up. */
@Component(service = GattProfile.class)
public final class WeightScaleProfile extends SigProfile {
    private static final List<FieldReading> MEASUREMENT = List.of(
            Fields.WEIGHT,
            Fields.number("bmi", "Body mass index", null, null),
            Fields.HEIGHT,
            Fields.USER,
            Fields.MEASURED_AT);

    /** Creates it. */
    public WeightScaleProfile() {
        super("sig-weight-scale", "Weight scale", 0x181D, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return planOf(database, Map.of(0x2A9D, MEASUREMENT));
    }
}
