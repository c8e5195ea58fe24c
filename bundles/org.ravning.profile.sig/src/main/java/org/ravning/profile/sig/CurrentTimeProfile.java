// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.TextFormat;
import org.ravning.profile.api.Value;

/** Current Time Service: the device's clock, a local time without zone, which a command sets. */
@Component(service = GattProfile.class)
public final class CurrentTimeProfile extends SigProfile {
    private static final Property TIME = new Property(
            "time",
            "Clock",
            new PropertyType.TextType(32, TextFormat.DATE_TIME),
            null,
            Set.of(Access.PUBLISHED),
            null,
            Category.CONFIG);
    private static final int MANUAL_UPDATE = 1;

    /** Creates it. */
    public CurrentTimeProfile() {
        super("sig-current-time", "Clock", 0x1805, new ConnectionPolicy.OnDemand());
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> sources = new ArrayList<>();
        List<GattPlan.Sink> sinks = new ArrayList<>();
        Sources.find(database, service(), 0x2A2B).stream().findFirst().ifPresent(clock -> {
            Sources.add(sources, List.of(clock), model(), List.of(FieldReading.of("timestamp", TIME)));
            if (clock.can(CharacteristicProperty.WRITE)) {
                Property settable = TIME.with(Access.PUBLISHED, Access.SETTABLE, Access.GETTABLE);
                sinks.add(new GattPlan.Sink(settable, (value, current) -> write(clock, value)));
            }
        });
        return new GattPlan(sources, sinks);
    }

    // GSS, Current Time: date and time, day of the week from Monday as 1, 1/256 seconds, why it was set.
    private static GattPlan.Write write(Characteristic clock, Value value) {
        LocalDateTime time = LocalDateTime.parse(value.toString());
        Bytes bytes = Bytes.ofInts(
                time.getYear() & 0xFF,
                time.getYear() >> 8,
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute(),
                time.getSecond(),
                time.getDayOfWeek().getValue(),
                (int) (time.getNano() * 256L / 1_000_000_000L),
                MANUAL_UPDATE);
        return new GattPlan.Write(clock, bytes, WriteMode.AUTO);
    }
}
