// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.atc;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.Advertisement;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.codec.Decimals;
import org.ravning.codec.crypto.AesCcm;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.StandardProperties;

/**
 * Thermometers with the firmwares of atc1441 and pvvx (github.com/pvvx/ATC_MiThermometer, "Bluetooth advertising
 * formats"): the length tells the format. Many devices use this service data; what has another length is not theirs.
 */
@Component(service = AdvertisementProfile.class)
public final class AtcProfile implements AdvertisementProfile {
    private static final ProfileInfo INFO = new ProfileInfo("atc", "ATC and pvvx thermometers", 90);
    private static final UUID ENVIRONMENTAL_SENSING = BleUuid.of(0x181A);
    private static final DeviceModel ATC = DeviceModel.of("Xiaomi", "Thermometer (ATC firmware)");
    private static final DeviceModel PVVX = DeviceModel.of("Xiaomi", "Thermometer (pvvx firmware)");

    private static final int ATC_PLAIN = 13;
    private static final int ATC_SEALED = 8;
    private static final int PVVX_PLAIN = 15;
    private static final int PVVX_SEALED = 11;
    private static final int KEY = 16;
    private static final int TAG = 4;
    private static final Bytes AAD = Bytes.ofHex("11");
    // Type and UUID of the AD structure, which the nonce contains.
    private static final Bytes STRUCTURE = Bytes.ofHex("161a18");

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return Match.serviceData(ENVIRONMENTAL_SENSING);
    }

    @Override
    public Decoded decode(Advertisement advertisement, DecodeContext context) {
        Bytes frame = advertisement.serviceData().get(ENVIRONMENTAL_SENSING);
        if (frame == null) {
            return Decoded.NOT_MINE;
        }
        DeviceId device = advertisement.device();
        return switch (frame.length()) {
            case ATC_PLAIN -> plain(frame, frame.slice(0, 6), device, context);
            case PVVX_PLAIN -> plain(frame, frame.slice(0, 6).reversed(), device, context);
            case ATC_SEALED, PVVX_SEALED -> sealed(frame, device, context);
            default -> Decoded.NOT_MINE;
        };
    }

    private static Decoded plain(Bytes frame, Bytes told, DeviceId device, DecodeContext context) {
        if (device instanceof DeviceAddress address && !address.bytes().equals(told)) {
            return Decoded.NOT_MINE;
        }
        if (context.key() != null) {
            return Decoded.Malformed.plainWithKey();
        }
        return frame.length() == ATC_PLAIN ? atc(frame) : pvvx(frame);
    }

    private static Decoded atc(Bytes frame) {
        return new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.TEMPERATURE, Decimals.scaled(frame.s16be(6), -1))
                .add(StandardProperties.HUMIDITY, frame.u8(8))
                .add(StandardProperties.BATTERY, frame.u8(9))
                .add(StandardProperties.BATTERY_VOLTAGE, Decimals.scaled(frame.u16be(10), -3))
                .packetId(frame.u8(12))
                .build(ATC);
    }

    private static Decoded pvvx(Bytes frame) {
        return new ReadingsBuilder()
                .allOrNothing()
                .add(StandardProperties.TEMPERATURE, Decimals.scaled(frame.s16le(6), -2))
                .add(StandardProperties.HUMIDITY, Decimals.scaled(frame.u16le(8), -2))
                .add(StandardProperties.BATTERY_VOLTAGE, Decimals.scaled(frame.u16le(10), -3))
                .add(StandardProperties.BATTERY, frame.u8(12))
                .packetId(frame.u8(13))
                .build(PVVX);
    }

    // A counter, the cipher text, a tag of four bytes.
    private static Decoded sealed(Bytes frame, DeviceId device, DecodeContext context) {
        @Nullable Bytes key = context.key();
        if (key == null) {
            return Decoded.Malformed.keyMissing();
        }
        if (key.length() != KEY) {
            return Decoded.Malformed.wrongKeyLength(key.length(), KEY);
        }
        if (!(device instanceof DeviceAddress address)) {
            return Decoded.Malformed.addressHidden();
        }
        Bytes nonce = address.bytes()
                .reversed()
                .concat(Bytes.ofInts(frame.length() + STRUCTURE.length()))
                .concat(STRUCTURE)
                .concat(frame.slice(0, 1));
        Optional<Bytes> text = AesCcm.decrypt(key, nonce, AAD, frame.slice(1), TAG);
        if (!text.isPresent()) {
            return Decoded.Malformed.wrongKey();
        }
        ReadingsBuilder readings = new ReadingsBuilder().packetId(frame.u8(0));
        return frame.length() == ATC_SEALED ? atc(text.get(), readings) : pvvx(text.get(), readings);
    }

    // Half degrees over -40, half per cents.
    private static Decoded atc(Bytes text, ReadingsBuilder readings) {
        return readings.add(StandardProperties.TEMPERATURE, Decimals.scaled(text.u8(0) * 5L - 400, -1))
                .add(StandardProperties.HUMIDITY, Decimals.scaled(text.u8(1) * 5L, -1))
                .add(StandardProperties.BATTERY, text.u8(2) & 0x7F)
                .build(ATC);
    }

    private static Decoded pvvx(Bytes text, ReadingsBuilder readings) {
        return readings.add(StandardProperties.TEMPERATURE, Decimals.scaled(text.s16le(0), -2))
                .add(StandardProperties.HUMIDITY, Decimals.scaled(text.u16le(2), -2))
                .add(StandardProperties.BATTERY, text.u8(4))
                .build(PVVX);
    }
}
