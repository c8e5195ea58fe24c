// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.beacons;

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

/** Beacons: what they are called, how strong they send, and what Eddystone adds. Anything more specific goes first. */
@Component(service = AdvertisementProfile.class)
public final class BeaconProfile implements AdvertisementProfile {
    static final int APPLE = 0x004C;

    private static final ProfileInfo INFO = new ProfileInfo("beacons", "Beacons", 0);
    private static final int RADIUS_NETWORKS = 0x0118;
    private static final int NO_COMPANY = 0xFFFF;
    private static final UUID EDDYSTONE = BleUuid.of(0xFEAA);

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return new Match(Set.of(APPLE, RADIUS_NETWORKS, NO_COMPANY), Set.of(EDDYSTONE), Set.of(), Set.of());
    }

    @Override
    public boolean isAnybodys() {
        return true;
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Bytes frame = advertisement.manufacturerData().get(APPLE);
        if (frame != null && ProximityBeacons.isAppleBeacon(frame)) {
            return ProximityBeacons.apple(frame);
        }
        frame = advertisement.serviceData().get(EDDYSTONE);
        if (frame != null) {
            return Eddystone.decode(frame);
        }
        for (int company : new int[] {RADIUS_NETWORKS, NO_COMPANY}) {
            frame = advertisement.manufacturerData().get(company);
            if (frame != null && ProximityBeacons.isAltBeacon(frame)) {
                return ProximityBeacons.alt(frame);
            }
        }
        return Decoded.NOT_MINE;
    }
}
