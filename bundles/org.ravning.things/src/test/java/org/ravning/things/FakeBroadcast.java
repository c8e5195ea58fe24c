// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.util.ArrayList;
import java.util.List;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

/**
 * A profile for tests. Its frames are a list of tag and value, one byte each: 01 temperature, 02 humidity, 03 button
 * press, 04 counter, 05 packet number, 06 temperature as text, 07 who the beacon is, 08 temperature that only a key of that
 * first byte opens, ee malformed, ff fails.
 */
final class FakeBroadcast implements AdvertisementProfile {
    static final Property TEMPERATURE = Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");
    static final Property HUMIDITY = Property.number("humidity", "Humidity", Unit.PERCENT, "humidity");
    static final Property BUTTON = Property.event("button", "Button", "press");
    static final int COMPANY = 0x1234;

    private final ProfileInfo info;
    private final String model;
    private final boolean anybodys;

    FakeBroadcast(String id, int specificity, String model) {
        this(id, specificity, model, false);
    }

    private FakeBroadcast(String id, int specificity, String model, boolean anybodys) {
        this.info = new ProfileInfo(id, id, specificity);
        this.model = model;
        this.anybodys = anybodys;
    }

    /** Returns a profile of beacons, which anybody may send. */
    static FakeBroadcast beacons() {
        return new FakeBroadcast("beacons", 0, "iBeacon", true);
    }

    @Override
    public boolean isAnybodys() {
        return anybodys;
    }

    @Override
    public ProfileInfo info() {
        return info;
    }

    @Override
    public Match match() {
        return Match.company(COMPANY);
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Bytes data = advertisement.manufacturerData().getOrDefault(COMPANY, Bytes.EMPTY);
        List<Reading> readings = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        Long counter = null;
        Integer packet = null;
        ThingId identity = null;
        for (int i = 0; i + 1 < data.length(); i += 2) {
            int value = data.u8(i + 1);
            switch (data.u8(i)) {
                case 1 -> readings.add(new Reading(TEMPERATURE, Value.of(value)));
                case 2 -> readings.add(new Reading(HUMIDITY, Value.of(value)));
                case 3 -> events.add(Event.of(BUTTON, "press"));
                case 4 -> counter = (long) value;
                case 5 -> packet = value;
                case 6 -> readings.add(new Reading(Property.text("temperature", "Temperature"), Value.of("warm")));
                case 7 -> {
                    if (!anybodys) {
                        return Decoded.NOT_MINE;
                    }
                    identity = new ThingId("ibeacon-f7826da64fa24e988024bc5b71e0893e-1-" + value);
                }
                case 8 -> {
                    Bytes key = context.key();
                    if (anybodys || key == null || key.u8(0) != value) {
                        return anybodys
                                ? Decoded.NOT_MINE
                                : key == null ? Decoded.Malformed.keyMissing() : Decoded.Malformed.wrongKey();
                    }
                    readings.add(new Reading(TEMPERATURE, Value.of(20)));
                }
                case 0xEE -> {
                    return Decoded.Malformed.invalid("it says " + value);
                }
                case 0xFF -> throw new IllegalStateException("a bug");
                default -> {
                    return Decoded.NOT_MINE;
                }
            }
        }
        if (anybodys && identity == null) {
            return Decoded.NOT_MINE;
        }
        String told = context.modelHint() == null ? model : context.modelHint();
        return new Decoded.Readings(DeviceModel.of("Maker", told), readings, events, counter, packet, identity);
    }
}
