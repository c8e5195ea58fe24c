// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.ruuvi;

import org.osgi.service.component.annotations.Component;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.RejectReason;

/** RuuviTags and Ruuvi Air monitors, by their manufacturer data. */
@Component(service = AdvertisementProfile.class)
public final class RuuviProfile implements AdvertisementProfile {
    private static final ProfileInfo INFO = new ProfileInfo("ruuvi", "Ruuvi", 100);
    private static final int RUUVI_INNOVATIONS = 0x0499;

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return Match.company(RUUVI_INNOVATIONS);
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Bytes frame = advertisement.manufacturerData().get(RUUVI_INNOVATIONS);
        if (frame == null) {
            return Decoded.NOT_MINE;
        }
        if (frame.isEmpty()) {
            return new Decoded.Malformed(RejectReason.NO_DATA, "no data");
        }
        if (frame.u8(0) == EncryptedLayout.FIRST_BYTE) {
            return EncryptedLayout.decode(frame, context.key());
        }
        if (context.key() != null) {
            return Decoded.Malformed.plainWithKey();
        }
        RuuviFormat format = RuuviFormat.of(frame.u8(0));
        if (format == null) {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "data format 0x" + frame.slice(0, 1));
        }
        if (frame.length() < format.length()) {
            return Decoded.Malformed.invalid("data format 0x" + frame.slice(0, 1) + " has " + frame.length()
                    + " bytes, needs " + format.length());
        }
        return Decoded.Readings.of(format.model(), format.read(frame));
    }
}
