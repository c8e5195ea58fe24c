// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.beacons;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;

/**
 * What phones, computers and their accessories tell each other all the time: most of what is on the air, and never a
 * thing. It goes last, so that whatever a device says beside it counts.
 */
@Component(service = AdvertisementProfile.class)
public final class PhoneProfile implements AdvertisementProfile {
    private static final ProfileInfo INFO = new ProfileInfo("phones", "Phones and computers", -100);
    private static final int MICROSOFT = 0x0006;
    private static final int GOOGLE = 0x00E0;

    private static final Map<UUID, Decoded> SERVICES = Map.of(
            BleUuid.of(0xFD6F), new Decoded.Ignored("Exposure notification"),
            BleUuid.of(0xFE2C), new Decoded.Ignored("Google Fast Pair"),
            BleUuid.of(0xFEF3), new Decoded.Ignored("Google Nearby"));
    // By the type of the first message (furiousMAC/continuity).
    private static final Map<Integer, String> APPLE_MESSAGES = Map.ofEntries(
            Map.entry(0x03, "AirPrint"),
            Map.entry(0x05, "AirDrop"),
            Map.entry(0x06, "HomeKit"),
            Map.entry(0x07, "AirPods"),
            Map.entry(0x08, "Hey Siri"),
            Map.entry(0x09, "AirPlay target"),
            Map.entry(0x0A, "AirPlay source"),
            Map.entry(0x0B, "Magic Switch"),
            Map.entry(0x0C, "Handoff"),
            Map.entry(0x0D, "Tethering target"),
            Map.entry(0x0E, "Tethering source"),
            Map.entry(0x0F, "Nearby Action"),
            Map.entry(0x10, "Nearby Info"),
            Map.entry(0x12, "Find My"));
    private static final int SWIFT_PAIR = 0x03;

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return new Match(Set.of(BeaconProfile.APPLE, MICROSOFT, GOOGLE), SERVICES.keySet(), Set.of(), Set.of());
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Map<Integer, Bytes> companies = advertisement.manufacturerData();
        Bytes frame = companies.get(BeaconProfile.APPLE);
        if (frame != null && !ProximityBeacons.isAppleBeacon(frame)) {
            return new Decoded.Ignored(
                    "Apple " + (frame.isEmpty() ? "device" : APPLE_MESSAGES.getOrDefault(frame.u8(0), "device")));
        }
        frame = companies.get(MICROSOFT);
        if (frame != null) {
            boolean pairing = !frame.isEmpty() && frame.u8(0) == SWIFT_PAIR;
            return new Decoded.Ignored(pairing ? "Microsoft Swift Pair" : "Microsoft device");
        }
        if (companies.containsKey(GOOGLE)) {
            return new Decoded.Ignored("Google device");
        }
        for (UUID service : advertisement.serviceData().keySet()) {
            Decoded known = SERVICES.get(service);
            if (known != null) {
                return known;
            }
        }
        return Decoded.NOT_MINE;
    }
}
