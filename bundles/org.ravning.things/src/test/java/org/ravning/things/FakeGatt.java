// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;

/**
 * A profile for tests: of each characteristic of one type, a number of one byte. A level has a range and can be set where
 * the characteristic can be written; two levels share a byte where it is a pair.
 */
final class FakeGatt implements GattProfile {
    static final int LEVEL = 0xFA01;
    static final int PAIR = 0xFA02;
    static final int BATTERY = 0xFA03;

    private final ProfileInfo info;
    private final Match match;
    private final ConnectionPolicy policy;
    private final int type;
    private final String property;

    FakeGatt(String id, Match match, ConnectionPolicy policy, int type, String property) {
        this.info = new ProfileInfo(id, id, match.equals(Match.NONE) ? 0 : 10);
        this.match = match;
        this.policy = policy;
        this.type = type;
        this.property = property;
    }

    static FakeGatt level(ConnectionPolicy policy) {
        return new FakeGatt("lamp", Match.service(BleUuid.of(FakePeripheral.SERVICE)), policy, LEVEL, "level");
    }

    static FakeGatt pair(ConnectionPolicy policy) {
        return new FakeGatt("pair", Match.service(BleUuid.of(FakePeripheral.SERVICE)), policy, PAIR, "half");
    }

    static FakeGatt battery() {
        return new FakeGatt("battery", Match.NONE, new ConnectionPolicy.OnDemand(), BATTERY, "battery");
    }

    @Override
    public ProfileInfo info() {
        return info;
    }

    @Override
    public Match match() {
        return match;
    }

    @Override
    public ConnectionPolicy policy() {
        return policy;
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> sources = new ArrayList<>();
        List<GattPlan.Sink> sinks = new ArrayList<>();
        database.characteristic(BleUuid.of(type)).ifPresent(c -> {
            List<Property> properties = type == PAIR
                    ? List.of(property(c, property + "_1"), property(c, property + "_2"))
                    : List.of(property(c, property));
            if (!triggers(c).isEmpty()) {
                sources.add(new GattPlan.Source(c, triggers(c), properties, value -> decode(properties, value)));
            }
            if (canWrite(c)) {
                for (int i = 0; i < properties.size(); i++) {
                    int shift = 4 * i;
                    sinks.add(new GattPlan.Sink(
                            properties.get(i), (v, now) -> write(c, properties.size(), shift, v, now)));
                }
            }
        });
        return new GattPlan(sources, sinks);
    }

    private static Set<Trigger> triggers(Characteristic c) {
        EnumSet<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        if (c.can(CharacteristicProperty.READ)) {
            triggers.add(Trigger.READ_ON_CONNECT);
            triggers.add(Trigger.POLL);
        }
        if (c.canSubscribe()) {
            triggers.add(Trigger.SUBSCRIBE);
        }
        return triggers;
    }

    private static boolean canWrite(Characteristic c) {
        return c.can(CharacteristicProperty.WRITE) || c.can(CharacteristicProperty.WRITE_WITHOUT_RESPONSE);
    }

    private static Property property(Characteristic c, String name) {
        EnumSet<Access> access = EnumSet.of(Access.PUBLISHED);
        if (canWrite(c)) {
            access.add(Access.SETTABLE);
        }
        if (c.can(CharacteristicProperty.READ)) {
            access.add(Access.GETTABLE);
        }
        PropertyType range = new PropertyType.NumberType(BigDecimal.ZERO, BigDecimal.valueOf(200), null);
        return new Property(name, name, range, null, access, null, Category.PRIMARY);
    }

    private Decoded decode(List<Property> properties, Bytes value) {
        if (value.isEmpty()) {
            return Decoded.Malformed.invalid("empty");
        }
        List<Reading> readings = new ArrayList<>();
        int mask = properties.size() == 1 ? 0xFF : 0xF;
        for (int i = 0; i < properties.size(); i++) {
            readings.add(new Reading(properties.get(i), Value.of(value.u8(0) >> 4 * i & mask)));
        }
        return Decoded.Readings.of(DeviceModel.of(null, info.title()), readings);
    }

    private static GattPlan.Write write(Characteristic c, int parts, int shift, Value value, Bytes current) {
        int number = ((Value.Numeric) value).value().intValueExact();
        int before = parts == 1 || current.isEmpty() ? 0 : current.u8(0) & ~(0xF << shift);
        return new GattPlan.Write(c, Bytes.ofInts(before | number << shift), WriteMode.AUTO);
    }
}
