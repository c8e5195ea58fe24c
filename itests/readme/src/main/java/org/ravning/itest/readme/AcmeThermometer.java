// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.readme;

import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

// README begins
/** Thermometers of Acme: service data 0xFFA1, two bytes, hundredths of a degree, least significant byte first. */
@Component
public final class AcmeThermometer implements AdvertisementProfile {
    private static final UUID SERVICE = BleUuid.of(0xffa1);
    private static final Property TEMPERATURE =
            Property.number("temperature", "Temperature", Unit.CELSIUS, "temperature");

    @Override
    public ProfileInfo info() {
        return new ProfileInfo("acme", "Acme thermometers", 100);
    }

    @Override
    public Match match() {
        return Match.serviceData(SERVICE);
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Bytes data = advertisement.serviceData().get(SERVICE);
        if (data == null) {
            return Decoded.NOT_MINE;
        }
        if (data.length() != 2) {
            return Decoded.Malformed.invalid("2 bytes expected, got " + data.length());
        }
        return Decoded.Readings.of(
                DeviceModel.of("Acme", "Thermometer"),
                List.of(new Reading(TEMPERATURE, Value.scaled(data.s16le(0), 2))));
    }
}
// README ends
