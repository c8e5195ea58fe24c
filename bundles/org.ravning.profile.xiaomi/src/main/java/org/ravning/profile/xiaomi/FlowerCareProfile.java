// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.codec.Decimals;
import org.ravning.codec.PrintableText;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattPlan.Trigger;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;

/**
 * Mi Flora (HHCCJCY01) over a connection: it measures when told so, and tells its battery nowhere else. Layout: the library
 * miflora (github.com/basnijholt/miflora, MIT).
 */
@Component(service = GattProfile.class)
public final class FlowerCareProfile implements GattProfile {
    private static final ProfileInfo INFO = new ProfileInfo("xiaomi-flower-care", "Mi Flora", 90);
    private static final Match MATCH = new Match(Set.of(), Set.of(), Set.of(), Set.of("Flower care", "Flower mate"));
    private static final UUID SERVICE = BleUuid.of(0x1204);
    private static final UUID MODE = BleUuid.of(0x1A00);
    private static final UUID MEASUREMENT = BleUuid.of(0x1A01);
    private static final UUID STATUS = BleUuid.of(0x1A02);
    private static final Bytes MEASURE = Bytes.ofHex("a01f");
    /** What is read when nothing was measured. */
    private static final Bytes NOTHING_MEASURED = Bytes.ofHex("aabbccddeeff");

    private static final DeviceModel MODEL = DeviceModel.of("Xiaomi", "Mi Flora");

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return MATCH;
    }

    @Override
    public ConnectionPolicy policy() {
        return new ConnectionPolicy.Poll(Duration.ofMinutes(30));
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> sources = new ArrayList<>();
        Optional<Characteristic> mode = database.characteristic(SERVICE, MODE);
        Optional<Characteristic> measurement = database.characteristic(SERVICE, MEASUREMENT);
        if (mode.isPresent() && measurement.isPresent()) {
            GattPlan.Write measure = new GattPlan.Write(mode.get(), MEASURE, WriteMode.AUTO);
            sources.add(polled(
                            measurement.get(),
                            FlowerCareProfile::measurement,
                            StandardProperties.TEMPERATURE,
                            StandardProperties.ILLUMINANCE,
                            StandardProperties.MOISTURE,
                            StandardProperties.CONDUCTIVITY)
                    .askedBy(measure));
        }
        database.characteristic(SERVICE, STATUS)
                .ifPresent(
                        status -> sources.add(polled(status, FlowerCareProfile::status, StandardProperties.BATTERY)));
        return new GattPlan(sources, List.of());
    }

    private static GattPlan.Source polled(
            Characteristic characteristic, GattPlan.Decoder decoder, Property... properties) {
        List<Property> gettable = new ArrayList<>();
        for (Property property : properties) {
            gettable.add(property.with(Access.PUBLISHED, Access.GETTABLE));
        }
        return new GattPlan.Source(characteristic, Set.of(Trigger.READ_ON_CONNECT, Trigger.POLL), gettable, decoder);
    }

    // Temperature s16 / 10 at 0, light u32 at 3, moisture u8 at 7, conductivity u16 at 8; least significant byte first.
    private static Decoded measurement(Bytes value) {
        if (value.length() < 10 || value.startsWith(NOTHING_MEASURED)) {
            return Decoded.Malformed.invalid("no measurement: " + value);
        }
        return new ReadingsBuilder()
                .add(StandardProperties.TEMPERATURE, Decimals.scaled(value.s16le(0), -1))
                .add(StandardProperties.ILLUMINANCE, value.u32le(3))
                .add(StandardProperties.MOISTURE, value.u8(7))
                .add(StandardProperties.CONDUCTIVITY, value.u16le(8))
                .build(MODEL);
    }

    // Battery u8 at 0, firmware as text from 2.
    private static Decoded status(Bytes value) {
        if (value.length() < 2) {
            return Decoded.Malformed.invalid("status: too short: " + value);
        }
        String firmware = PrintableText.of(value.slice(2).utf8(), 16);
        return new ReadingsBuilder()
                .add(StandardProperties.BATTERY, value.u8(0))
                .build(new DeviceModel(MODEL.manufacturer(), MODEL.model(), firmware));
    }
}
