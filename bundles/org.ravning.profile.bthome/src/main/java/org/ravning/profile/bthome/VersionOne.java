// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.RejectReason;

/** BTHome version 1 (bthome.io/v1): objects that tell their own length and number format. */
final class VersionOne {
    private static final Bytes ENCRYPTED_UUID_AS_SENT = Bytes.ofHex("1e18");
    private static final Bytes AAD = Bytes.ofHex("11");

    private static final int UNSIGNED = 0;
    private static final int SIGNED = 1;
    private static final int FLOAT = 2;
    private static final int TIMESTAMP = 5;

    private VersionOne() {}

    static Decoded decodePlain(Bytes data, DecodeContext context, DeviceModel model) {
        return context.key() == null ? decodeObjects(data, model, null) : Decoded.Malformed.plainWithKey();
    }

    static Decoded decodeEncrypted(Bytes data, DeviceId device, DecodeContext context, DeviceModel model) {
        return Encryption.open(
                data,
                context,
                Encryption.addressOf(device),
                ENCRYPTED_UUID_AS_SENT,
                AAD,
                (plain, counter) -> decodeObjects(plain, model, counter));
    }

    // The low five bits of the first byte say how many bytes follow, the high three bits how to read them.
    private static Decoded decodeObjects(Bytes body, DeviceModel model, @Nullable Long counter) {
        Payload payload = new Payload();
        int at = 0;
        while (at < body.length()) {
            int length = body.u8(at) & 0x1F;
            int end = at + 1 + length;
            if (length == 0 || end > body.length()) {
                payload.complain(RejectReason.INVALID, "object at byte " + at + " is cut off");
                break;
            }
            decodeObject(body.u8(at + 1), body.u8(at) >> 5, body.slice(at + 2, end), payload);
            at = end;
        }
        return payload.decoded(model, counter);
    }

    private static void decodeObject(int id, int format, Bytes content, Payload payload) {
        ObjectType type = ObjectTypes.of(id);
        if (type == null) {
            payload.complain(RejectReason.UNKNOWN_OBJECT, "object id 0x" + Bytes.ofInts(id));
        } else if (content.isEmpty()) {
            payload.complain(RejectReason.INVALID, "object id 0x" + Bytes.ofInts(id) + " without a value");
        } else if (type instanceof ObjectType.Scalar number) {
            Optional<BigDecimal> steps = number(format, content);
            if (steps.isPresent()) {
                number.add(steps.get(), payload);
            } else {
                payload.complain(RejectReason.INVALID_VALUE, "not a number: format " + format + ", " + content);
            }
        } else {
            type.read(content, payload);
        }
    }

    private static Optional<BigDecimal> number(int format, Bytes content) {
        int width = content.length();
        if (format == UNSIGNED && width < 8 || format == TIMESTAMP && width == 4) {
            return Optional.of(BigDecimal.valueOf(content.unsignedLittleEndian(0, width)));
        } else if (format == SIGNED && width <= 8) {
            return Optional.of(BigDecimal.valueOf(content.signedLittleEndian(0, width)));
        } else if (format == FLOAT && (width == 2 || width == 4 || width == 8)) {
            return finite(floating(content));
        }
        return Optional.empty();
    }

    private static double floating(Bytes content) {
        return switch (content.length()) {
            case 2 -> half(content.u16le(0));
            case 4 -> Double.parseDouble(Float.toString(Float.intBitsToFloat((int) content.u32le(0))));
            default -> Double.longBitsToDouble(content.unsignedLittleEndian(0, 8));
        };
    }

    // IEEE 754 binary16: sign, 5 bits of exponent, 10 bits of fraction.
    private static double half(int bits) {
        int exponent = bits >> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        double magnitude = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 0x1F -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
        return bits >> 15 == 0 ? magnitude : -magnitude;
    }

    private static Optional<BigDecimal> finite(double number) {
        return Double.isFinite(number) ? Optional.of(BigDecimal.valueOf(number)) : Optional.empty();
    }
}
