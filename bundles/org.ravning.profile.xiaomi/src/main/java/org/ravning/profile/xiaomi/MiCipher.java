// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.crypto.AesCcm;
import org.ravning.codec.crypto.AesCtr;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.RejectReason;

/** Opens encrypted objects: AES-CCM in versions 4 and 5, its cipher without its checksum in versions 2 and 3. */
final class MiCipher {
    private static final int KEY = 16;
    private static final int SHORT_KEY = 12;
    private static final int TAG = 4;
    private static final int COUNTER = 3;
    private static final Bytes AAD = Bytes.ofHex("11");
    // What is put into the middle of the keys of versions 2 and 3.
    private static final Bytes KEY_FILLER = Bytes.ofHex("8d3d3c97");
    // Flags of a CCM counter block with a nonce of 13 bytes, and the number of the first block of cipher text.
    private static final Bytes BLOCK_FLAGS = Bytes.ofHex("01");
    private static final Bytes FIRST_BLOCK = Bytes.ofHex("0001");

    private MiCipher() {}

    static Decoded open(MiBeacon beacon, int start, @Nullable Bytes key, MiObjects objects) {
        if (key == null) {
            return Decoded.Malformed.keyMissing();
        }
        Bytes address = beacon.reversedAddress();
        if (address == null) {
            return Decoded.Malformed.addressHidden();
        }
        return beacon.version() < 4
                ? openUnchecked(beacon.frame(), start, address, key, objects)
                : openChecked(beacon.frame(), start, address, key, objects);
    }

    // Ends in three bytes of counter and four of tag.
    private static Decoded openChecked(Bytes frame, int start, Bytes address, Bytes key, MiObjects objects) {
        int end = frame.length() - COUNTER - TAG;
        if (end < start) {
            return Decoded.Malformed.invalid("the encrypted object is cut off");
        }
        if (key.length() != KEY) {
            return Decoded.Malformed.wrongKeyLength(key.length(), KEY);
        }
        Bytes counter = frame.slice(end, end + COUNTER);
        Bytes nonce = address.concat(frame.slice(2, 5)).concat(counter);
        Bytes sealed = frame.slice(start, end).concat(frame.slice(end + COUNTER));
        Optional<Bytes> plain = AesCcm.decrypt(key, nonce, AAD, sealed, TAG);
        if (!plain.isPresent()) {
            return Decoded.Malformed.wrongKey();
        }
        objects.counter(counter.unsignedLittleEndian(0, COUNTER) << 8 | frame.u8(4));
        return objects.decode(plain.get());
    }

    // Ends in three bytes of counter and one that is not used; nothing tells a wrong key but what comes out.
    private static Decoded openUnchecked(Bytes frame, int start, Bytes address, Bytes key, MiObjects objects) {
        int end = frame.length() - COUNTER - 1;
        if (end < start) {
            return Decoded.Malformed.invalid("the encrypted object is cut off");
        }
        if (key.length() != SHORT_KEY && key.length() != KEY) {
            return Decoded.Malformed.wrongKeyLength(key.length(), SHORT_KEY);
        }
        Bytes fullKey = key.length() == KEY
                ? key
                : key.slice(0, SHORT_KEY / 2).concat(KEY_FILLER).concat(key.slice(SHORT_KEY / 2));
        Bytes nonce = frame.slice(0, 5).concat(frame.slice(end, end + COUNTER)).concat(address.slice(0, 5));
        Bytes plain = AesCtr.apply(fullKey, BLOCK_FLAGS.concat(nonce).concat(FIRST_BLOCK), frame.slice(start, end));
        Decoded decoded = objects.decode(plain);
        return decoded instanceof Decoded.Readings
                ? decoded
                : new Decoded.Malformed(RejectReason.WRONG_KEY, "what comes out is no object: another key, or damaged");
    }
}
