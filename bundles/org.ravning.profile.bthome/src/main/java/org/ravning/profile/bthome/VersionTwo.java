// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.RejectReason;

/** BTHome version 2 (bthome.io/format and bthome.io/encryption): device information, then objects of fixed width. */
final class VersionTwo {
    private static final int ENCRYPTED = 0x01;
    private static final int WITH_ADDRESS = 0x02;
    private static final Bytes UUID_AS_SENT = Bytes.ofHex("d2fc");

    private VersionTwo() {}

    static Decoded decode(Bytes data, DeviceId device, DecodeContext context, DeviceModel model) {
        if (data.isEmpty()) {
            return Decoded.Malformed.invalid("no device information");
        }
        int information = data.u8(0);
        if (information >> 5 != 2) {
            return Decoded.Malformed.invalid("version " + (information >> 5) + ", not 2");
        }
        boolean withAddress = (information & WITH_ADDRESS) != 0;
        if (withAddress && data.length() < 7) {
            return Decoded.Malformed.invalid("the address is cut off");
        }
        Bytes body = data.slice(withAddress ? 7 : 1);
        if ((information & ENCRYPTED) == 0) {
            return context.key() == null ? decodeObjects(body, model, null) : Decoded.Malformed.plainWithKey();
        }
        return Encryption.open(
                body,
                context,
                withAddress ? data.slice(1, 7).reversed() : Encryption.addressOf(device),
                UUID_AS_SENT.concat(Bytes.ofInts(information)),
                Bytes.EMPTY,
                (plain, counter) -> decodeObjects(plain, model, counter));
    }

    // An id that is not known says nothing of its length: what follows cannot be read.
    private static Decoded decodeObjects(Bytes body, DeviceModel model, @Nullable Long counter) {
        Payload payload = new Payload();
        int at = 0;
        while (at < body.length()) {
            int id = body.u8(at);
            ObjectType type = ObjectTypes.of(id);
            if (type == null) {
                payload.complain(RejectReason.UNKNOWN_OBJECT, "object id " + hex(id));
                break;
            }
            Optional<Bytes> content = content(body, at + 1, type);
            if (!content.isPresent()) {
                payload.complain(RejectReason.INVALID, "object " + hex(id) + " is cut off");
                break;
            }
            type.read(content.get(), payload);
            at += 1
                    + (type.width() == ObjectType.COUNTED ? 1 : 0)
                    + content.get().length();
        }
        return payload.decoded(model, counter);
    }

    private static Optional<Bytes> content(Bytes body, int at, ObjectType type) {
        int from = at;
        int width = type.width();
        if (width == ObjectType.COUNTED) {
            if (at >= body.length()) {
                return Optional.empty();
            }
            from = at + 1;
            width = body.u8(at);
        }
        return from + width <= body.length() ? Optional.of(body.slice(from, from + width)) : Optional.empty();
    }

    private static String hex(int id) {
        return "0x" + Bytes.ofInts(id);
    }
}
