// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Value;

/** Immediate Alert Service: makes a key finder beep. Connected to when asked. */
@Component(service = GattProfile.class)
public final class ImmediateAlertProfile extends SigProfile {
    private static final List<String> LEVELS = List.of("no_alert", "mild_alert", "high_alert");
    private static final Property ALERT = new Property(
            "alert", "Alert", new PropertyType.EnumType(LEVELS), null, Set.of(Access.SETTABLE), null, Category.PRIMARY);

    /** Creates it. */
    public ImmediateAlertProfile() {
        super("sig-immediate-alert", "Key finder", 0x1802, new ConnectionPolicy.OnDemand());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        return Sources.find(database, service(), 0x2A06).stream()
                .findFirst()
                .map(c ->
                        new GattPlan(List.of(), List.of(new GattPlan.Sink(ALERT, (value, current) -> write(c, value)))))
                .orElse(GattPlan.NOTHING);
    }

    private static GattPlan.Write write(Characteristic characteristic, Value value) {
        int level = LEVELS.indexOf(value.toString());
        return new GattPlan.Write(characteristic, Bytes.ofInts(Math.max(level, 0)), WriteMode.AUTO);
    }
}
