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

/** Pulse Oximeter Service: spot-checks and continuous measurements. */
@Component(service = GattProfile.class)
public final class PulseOximeterProfile extends SigProfile {
    private static final FieldReading OXYGEN = Fields.number("spo2", "Oxygen saturation", Unit.PERCENT, null);
    private static final FieldReading AMPLITUDE =
            Fields.number("pulse_amplitude_index", "Pulse amplitude index", Unit.PERCENT, null);
    private static final List<FieldReading> SPOT_CHECK = List.of(OXYGEN, Fields.PULSE, AMPLITUDE, Fields.MEASURED_AT);
    private static final List<FieldReading> CONTINUOUS = List.of(
            OXYGEN,
            Fields.PULSE,
            AMPLITUDE,
            Fields.number("spo2_fast", "Oxygen saturation, fast", Unit.PERCENT, null),
            Fields.number("pulse_rate_fast", "Pulse rate, fast", Unit.BEATS_PER_MINUTE, null),
            Fields.number("spo2_slow", "Oxygen saturation, slow", Unit.PERCENT, null),
            Fields.number("pulse_rate_slow", "Pulse rate, slow", Unit.BEATS_PER_MINUTE, null));

    /** Creates it. */
    public PulseOximeterProfile() {
        super("sig-pulse-oximeter", "Pulse oximeter", 0x1822, new ConnectionPolicy.KeepConnected());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return planOf(database, Map.of(0x2A5E, SPOT_CHECK, 0x2A5F, CONTINUOUS));
    }
}
