// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.ravning.profile.api.GattProfile;

/** Cycling Speed and Cadence Service: counters as sent, and the speeds that follow from two of them. */
@Component(service = GattProfile.class, configurationPid = BicycleConfig.PID)
@Designate(ocd = BicycleConfig.class)
public final class CyclingSpeedProfile extends CyclingProfile {
    private static final Measurement MEASUREMENT = new Measurement(0x2A5B, Fields.revolutions(), 64);

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
        super("sig-cycling-speed", "Cycling speed sensor", 0x1816, MEASUREMENT, circumference);
    }
}
