// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import org.osgi.service.component.annotations.Component;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;

/**
 * Human Interface Device Service: recognises keyboards, mice and remotes, so that their battery is told. What they send
 * belongs to the operating system. They are connected to once and then when asked, to stay free for their own host.
 */
@Component(service = GattProfile.class)
public final class HidProfile extends SigProfile {
    private final BatteryProfile battery = new BatteryProfile();

    /** Creates it. */
    public HidProfile() {
        super("sig-hid", "Input device", 0x1812, new ConnectionPolicy.OnDemand());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return database.services().stream().anyMatch(s -> s.uuid().equals(service()))
                ? battery.plan(database)
                : GattPlan.NOTHING;
    }
}
