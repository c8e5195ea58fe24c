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

/** Running Speed and Cadence Service: what a foot pod tells. */
@Component(service = GattProfile.class)
public final class RunningProfile extends SigProfile {
    private static final List<FieldReading> MEASUREMENT = List.of(
            Fields.number("speed", "Speed", Unit.METRE_PER_SECOND, "speed"),
            Fields.number("cadence", "Cadence", Unit.PER_MINUTE, null),
            Fields.number("stride_length", "Stride length", Unit.METRE, "distance"),
            Fields.number("total_distance", "Total distance", Unit.METRE, "distance"),
            FieldReading.of("running", Property.flag("running", "Running", "running")));

    /** Creates it. */
    public RunningProfile() {
        super("sig-running", "Foot pod", 0x1814, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return planOf(database, Map.of(0x2A53, MEASUREMENT));
    }
}
