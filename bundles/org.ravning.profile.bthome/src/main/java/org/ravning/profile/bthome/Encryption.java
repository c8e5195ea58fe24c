// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.bthome;

import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.codec.crypto.AesCcm;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;

/** What both versions do to a frame: AES-CCM with a tag of four bytes; cipher text, counter, tag. */
final class Encryption {
    private static final int KEY = 16;
    private static final int COUNTER = 4;
    private static final int TAG = 4;

    private Encryption() {}

    /** Returns the address in the order in which people write it, or null where the system hides it. */
    static @Nullable Bytes addressOf(DeviceId device) {
        return device instanceof DeviceAddress address ? address.bytes() : null;
    }

    /**
     * Decrypts a frame and decodes it.
     *
     * @param address the device's address, with which the nonce begins
     * @param nonceMiddle what stands between address and counter in the nonce
     * @param decoder takes the plain text and the counter
     */
    static Decoded open(
            Bytes body,
            DecodeContext context,
            @Nullable Bytes address,
            Bytes nonceMiddle,
            Bytes aad,
            BiFunction<Bytes, Long, Decoded> decoder) {
        Bytes key = context.key();
        if (key == null) {
            return Decoded.Malformed.keyMissing();
        }
        if (key.length() != KEY) {
            return Decoded.Malformed.wrongKeyLength(key.length(), KEY);
        }
        if (address == null) {
            return Decoded.Malformed.addressHidden();
        }
        if (body.length() < COUNTER + TAG) {
            return Decoded.Malformed.invalid("encrypted part has " + body.length() + " bytes, needs 8 or more");
        }
        int end = body.length() - COUNTER - TAG;
        Bytes counter = body.slice(end, end + COUNTER);
        Bytes sealed = body.slice(0, end).concat(body.slice(end + COUNTER));
        Bytes nonce = address.concat(nonceMiddle).concat(counter);
        Optional<Bytes> plain = AesCcm.decrypt(key, nonce, aad, sealed, TAG);
        return plain.isPresent() ? decoder.apply(plain.get(), counter.u32le(0)) : Decoded.Malformed.wrongKey();
    }
}
