// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import java.util.Map;
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

/**
 * Sensors that speak BTHome, version 2 or 1, plain or encrypted.
 *
 * <p>The model is the format's name or the user's hint, never the local name: that is not in every frame, and the
 * model must not change from frame to frame.
 */
@Component(service = AdvertisementProfile.class)
public final class BtHomeProfile implements AdvertisementProfile {
    private static final ProfileInfo INFO = new ProfileInfo("bthome", "BTHome", 10);
    private static final UUID V2 = BleUuid.of(0xFCD2);
    private static final UUID V1_PLAIN = BleUuid.of(0x181C);
    private static final UUID V1_ENCRYPTED = BleUuid.of(0x181E);
    private static final String MODEL = "BTHome sensor";

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return Match.serviceData(V2, V1_PLAIN, V1_ENCRYPTED);
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Map<UUID, Bytes> data = advertisement.serviceData();
        DeviceModel model = DeviceModel.of(null, context.modelHint() == null ? MODEL : context.modelHint());
        Bytes frame = data.get(V2);
        if (frame != null) {
            return VersionTwo.decode(frame, advertisement.device(), context, model);
        }
        frame = data.get(V1_ENCRYPTED);
        if (frame != null) {
            return VersionOne.decodeEncrypted(frame, advertisement.device(), context, model);
        }
        frame = data.get(V1_PLAIN);
        return frame == null ? Decoded.NOT_MINE : VersionOne.decodePlain(frame, context, model);
    }
}
