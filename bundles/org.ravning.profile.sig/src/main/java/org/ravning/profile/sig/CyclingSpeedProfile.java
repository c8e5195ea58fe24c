// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;

/** Cycling Speed and Cadence Service: counters as sent, and the speeds that follow from two of them. */
@Component(service = GattProfile.class, configurationPid = BicycleConfig.PID)
@Designate(ocd = BicycleConfig.class)
public final class CyclingSpeedProfile extends SigProfile {
    private static final List<FieldReading> MEASUREMENT = Fields.revolutions();

    private final int circumference;

    /** Creates it, for wheels that are not known. */
    public CyclingSpeedProfile() {
        this(0);
    }

    /** Creates it as configured. */
    @Activate
    public CyclingSpeedProfile(BicycleConfig config) {
        this(Bicycle.checked(config.wheelCircumference()));
    }

    /** Creates it for wheels of that circumference, in millimetres. */
    CyclingSpeedProfile(int circumference) {
        super("sig-cycling-speed", "Cycling speed sensor", 0x1816, new ConnectionPolicy.KeepConnected());
        this.circumference = circumference;
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        Bicycle bicycle = new Bicycle(circumference, 64);
        List<GattPlan.Source> sources =
                planOf(database, Map.of(0x2A5B, MEASUREMENT)).sources();
        return new GattPlan(sources.stream().map(bicycle::with).collect(Collectors.toList()), List.of());
    }
}
