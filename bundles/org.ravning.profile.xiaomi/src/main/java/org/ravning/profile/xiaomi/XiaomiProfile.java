// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.util.Map;
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

/** Devices of Xiaomi and its partners that broadcast. */
@Component(service = AdvertisementProfile.class)
public final class XiaomiProfile implements AdvertisementProfile {
    private static final ProfileInfo INFO = new ProfileInfo("xiaomi", "Xiaomi", 100);
    private static final UUID MI_BEACON = BleUuid.of(0xFE95);
    private static final UUID WEIGHT_SCALE = BleUuid.of(0x181D);
    private static final UUID BODY_COMPOSITION = BleUuid.of(0x181B);
    private static final UUID PLANT_SENSOR = BleUuid.of(0xFD50);

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return Match.serviceData(MI_BEACON, WEIGHT_SCALE, BODY_COMPOSITION, PLANT_SENSOR);
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Map<UUID, Bytes> data = advertisement.serviceData();
        Bytes frame = data.get(MI_BEACON);
        if (frame != null && isOfAprilBrother(frame)) {
            return Decoded.NOT_MINE;
        }
        if (frame != null) {
            return MiBeacon.decode(frame, advertisement.device(), context);
        }
        frame = data.get(WEIGHT_SCALE);
        if (frame != null) {
            return MiScales.weight(frame);
        }
        frame = data.get(BODY_COMPOSITION);
        if (frame != null) {
            return MiScales.bodyComposition(frame);
        }
        frame = data.get(PLANT_SENSOR);
        return frame == null ? Decoded.NOT_MINE : PlantSensor.decode(frame);
    }

    // Another maker's thermometer, which uses Xiaomi's service; as a MiBeacon it would be of version 0.
    private static boolean isOfAprilBrother(Bytes frame) {
        return frame.length() == 15 && frame.u16be(0) == 0xAB03;
    }
}
