// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** Battery Service: the level of each battery. */
@Component(service = GattProfile.class)
public final class BatteryProfile extends SigProfile {
    private static final Property BATTERY =
            Property.number("battery", "Battery", Unit.PERCENT, "battery").in(Category.DIAGNOSTIC);

    /** Creates it. */
    public BatteryProfile() {
        super("sig-battery", "Battery", 0x180F);
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> sources = new ArrayList<>();
        Sources.add(
                sources,
                Sources.find(database, service(), 0x2A19),
                model(),
                List.of(FieldReading.of("battery_level", BATTERY)));
        return new GattPlan(sources, List.of());
    }
}
