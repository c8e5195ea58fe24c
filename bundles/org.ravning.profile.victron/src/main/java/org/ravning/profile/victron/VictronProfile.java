// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.victron;

import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Advertisement;
import org.ravning.api.Bytes;
import org.ravning.codec.crypto.AesCtr;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;

/**
 * Devices of Victron Energy with instant readout ("Extra manufacturer data", 2022-12-14). A frame begins with 10 and a
 * byte without meaning here, then model (two bytes), record type, counter (two bytes), the first byte of the key, and the
 * record, encrypted with AES-CTR; numbers are little-endian.
 */
@Component(service = AdvertisementProfile.class)
public final class VictronProfile implements AdvertisementProfile {
    private static final ProfileInfo INFO = new ProfileInfo("victron", "Victron Energy", 100);
    private static final String MAKER = "Victron Energy";
    private static final int VICTRON_ENERGY = 0x02E1;
    private static final int INSTANT_READOUT = 0x10;
    private static final int HEADER = 8;
    private static final int KEY = 16;
    private static final Bytes REST_OF_COUNTER = Bytes.of(new byte[14]);

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return Match.company(VICTRON_ENERGY);
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Bytes frame = advertisement.manufacturerData().get(VICTRON_ENERGY);
        if (frame == null) {
            return Decoded.NOT_MINE;
        }
        if (frame.isEmpty() || frame.u8(0) != INSTANT_READOUT) {
            return new Decoded.Ignored("Victron Energy without instant readout");
        }
        if (frame.length() <= HEADER) {
            return Decoded.Malformed.invalid(frame.length() + " bytes, needs more than " + HEADER);
        }
        RecordType type = RecordType.of(frame.u8(4));
        if (type == null) {
            return new Decoded.Malformed(RejectReason.UNKNOWN_OBJECT, "record type 0x" + frame.slice(4, 5));
        }
        Bytes key = context.key();
        if (key == null) {
            return Decoded.Malformed.keyMissing();
        }
        if (key.length() != KEY) {
            return Decoded.Malformed.wrongKeyLength(key.length(), KEY);
        }
        if (key.u8(0) != frame.u8(7)) {
            return new Decoded.Malformed(RejectReason.WRONG_KEY, "the key begins otherwise than the device's");
        }
        return decode(frame, type, key);
    }

    private static Decoded decode(Bytes frame, RecordType type, Bytes key) {
        Bytes counter = frame.slice(5, 7).concat(REST_OF_COUNTER);
        Bytes text = AesCtr.applyLittleEndian(key, counter, frame.slice(HEADER));
        if (text.length() < type.length()) {
            return Decoded.Malformed.invalid("the record has " + text.length() + " bytes, needs " + type.length());
        }
        ReadingsBuilder readings = new ReadingsBuilder();
        type.read(new BitFields(text), readings);
        return readings.build(model(frame.u16le(2), type));
    }

    private static DeviceModel model(int number, RecordType type) {
        @Nullable String name = Names.of(Names.MODEL, number);
        return DeviceModel.of(MAKER, name == null ? type.title() : name);
    }
}
