// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.beacons;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.ReadingsBuilder;
import org.ravning.profile.api.RejectReason;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

/** Eddystone (github.com/google/eddystone): the first byte is the kind of frame; numbers are big-endian. */
final class Eddystone {
    private static final DeviceModel MODEL = DeviceModel.of(null, "Eddystone");
    private static final DeviceModel RUUVI = DeviceModel.of("Ruuvi", "RuuviTag (data format 2 or 4)");
    private static final String RUUVI_PAGE = "https://ruu.vi/#";

    private static final int UID = 0x00;
    private static final int URL = 0x10;
    private static final int TLM = 0x20;
    private static final int VENDOR_TLM = 0x21;
    private static final int EID = 0x30;
    private static final int FIND_HUB = 0x40;
    private static final int FIND_HUB_ALERT = 0x41;

    private static final List<String> SCHEMES = List.of("http://www.", "https://www.", "http://", "https://");
    private static final List<String> DOMAINS = List.of(".com", ".org", ".edu", ".net", ".info", ".biz", ".gov");
    private static final int NO_TEMPERATURE = -0x8000;

    private static final Property FRAME_TYPE =
            Property.text("frame_type", "Frame").in(Category.DIAGNOSTIC);
    private static final Property NAMESPACE =
            Property.text("namespace", "Namespace").in(Category.DIAGNOSTIC);
    private static final Property INSTANCE =
            Property.text("instance", "Instance").in(Category.DIAGNOSTIC);
    private static final Property EPHEMERAL_ID =
            Property.text("ephemeral_id", "Ephemeral id").in(Category.DIAGNOSTIC);
    private static final Property ADDRESS = Property.text("url", "URL");
    private static final Property COUNT =
            Property.number("advertisement_count", "Advertisements", null, null).in(Category.DIAGNOSTIC);
    private static final Property UPTIME =
            Property.number("uptime", "Uptime", Unit.SECOND, "duration").in(Category.DIAGNOSTIC);

    private Eddystone() {}

    static Decoded decode(Bytes frame) {
        if (frame.isEmpty()) {
            return Decoded.Malformed.invalid("no frame");
        }
        return switch (frame.u8(0)) {
            case UID -> uid(frame);
            case URL -> url(frame);
            case TLM -> telemetry(frame);
            case EID -> ephemeral(frame);
            case VENDOR_TLM -> Decoded.NOT_MINE;
            case FIND_HUB, FIND_HUB_ALERT -> new Decoded.Ignored("Google Find Hub");
            default -> Decoded.Malformed.invalid("frame type 0x" + frame.slice(0, 1));
        };
    }

    private static Decoded uid(Bytes frame) {
        if (frame.length() < 18) {
            return tooShort(frame, 18);
        }
        return readings("uid", frame)
                .add(NAMESPACE, frame.slice(2, 12).hex())
                .add(INSTANCE, frame.slice(12, 18).hex())
                .identity(new ThingId("eddystone-" + frame.slice(2, 12).hex() + "-"
                        + frame.slice(12, 18).hex()))
                .build(MODEL);
    }

    private static Decoded url(Bytes frame) {
        if (frame.length() < 4) {
            return tooShort(frame, 4);
        }
        String url = frame.u8(2) < SCHEMES.size() ? expanded(SCHEMES.get(frame.u8(2)), frame.slice(3)) : null;
        return url == null
                ? Decoded.Malformed.invalid("no URL: " + frame.slice(2))
                : readings("url", frame).add(ADDRESS, url).build(url.startsWith(RUUVI_PAGE) ? RUUVI : MODEL);
    }

    // Bytes below 14 stand for the ends of domains; others must be what a URL may hold.
    private static @Nullable String expanded(String scheme, Bytes encoded) {
        StringBuilder url = new StringBuilder(scheme);
        for (int i = 0; i < encoded.length(); i++) {
            int code = encoded.u8(i);
            if (code < 2 * DOMAINS.size()) {
                url.append(DOMAINS.get(code % DOMAINS.size())).append(code < DOMAINS.size() ? "/" : "");
            } else if (code > 0x20 && code < 0x7F) {
                url.append((char) code);
            } else {
                return null;
            }
        }
        return url.toString();
    }

    // Version 0 is plain, version 1 is encrypted with a key that only the beacon's owner has.
    private static Decoded telemetry(Bytes frame) {
        if (frame.length() > 1 && frame.u8(1) == 1) {
            return new Decoded.Malformed(RejectReason.KEY_MISSING, "encrypted telemetry, for the beacon's owner");
        }
        if (frame.length() < 14) {
            return tooShort(frame, 14);
        }
        if (frame.u8(1) != 0) {
            return Decoded.Malformed.invalid("telemetry version " + frame.u8(1));
        }
        int voltage = frame.u16be(2);
        int temperature = frame.s16be(4);
        return new ReadingsBuilder()
                .add(FRAME_TYPE, "tlm")
                .add(StandardProperties.BATTERY_VOLTAGE, voltage == 0 ? null : Value.of(Decimals.scaled(voltage, -3)))
                .add(
                        StandardProperties.TEMPERATURE,
                        temperature == NO_TEMPERATURE ? null : Value.of(Decimals.divided(temperature, 256, 3)))
                .add(COUNT, frame.u32be(6))
                .add(UPTIME, Decimals.scaled(frame.u32be(10), -1))
                .build(MODEL);
    }

    private static Decoded ephemeral(Bytes frame) {
        return frame.length() < 10
                ? tooShort(frame, 10)
                : readings("eid", frame)
                        .add(EPHEMERAL_ID, frame.slice(2, 10).hex())
                        .build(MODEL);
    }

    // The power at no distance; other beacons tell it at one metre, where it is 41 dB less.
    private static ReadingsBuilder readings(String type, Bytes frame) {
        return new ReadingsBuilder().add(FRAME_TYPE, type).add(StandardProperties.TX_POWER, frame.s8(1));
    }

    private static Decoded tooShort(Bytes frame, int needed) {
        return Decoded.Malformed.invalid(frame.length() + " bytes, needs " + needed);
    }
}
