// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.ruuvi;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.crypto.AesEcb;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Reading;

/**
 * Data format 8 (docs.ruuvi.com, "Encrypted environmental", a proposal): one block of AES-128 in ECB mode, a check byte over
 * its plain text, and the address. How the key of a tag is made of its id is up to the application; here it is the key itself.
 *
 * <p>The page has two check bytes that differ: 174, which is CRC-8 (polynomial 07) over all 16 bytes, and 1c in its complete
 * message, which is CRC-8 with polynomial 31 over the 12 bytes that are used. Either is taken.
 */
final class EncryptedLayout {
    static final int FIRST_BYTE = 0x08;

    private static final DeviceModel MODEL = DeviceModel.of("Ruuvi", "RuuviTag");
    private static final int LENGTH = 18;
    private static final int KEY = 16;
    private static final int USED = 12;

    private EncryptedLayout() {}

    static Decoded decode(Bytes frame, @Nullable Bytes key) {
        if (frame.length() < LENGTH) {
            return Decoded.Malformed.invalid("data format 0x08 has " + frame.length() + " bytes, needs " + LENGTH);
        }
        if (key == null) {
            return Decoded.Malformed.keyMissing();
        }
        if (key.length() != KEY) {
            return Decoded.Malformed.wrongKeyLength(key.length(), KEY);
        }
        Bytes plain = AesEcb.decrypt(key, frame.slice(1, LENGTH - 1));
        int check = frame.u8(LENGTH - 1);
        if (check != crc8(plain, 0x07) && check != crc8(plain.slice(0, USED), 0x31)) {
            return Decoded.Malformed.wrongKey();
        }
        return Decoded.Readings.of(MODEL, readings(plain));
    }

    private static List<Reading> readings(Bytes plain) {
        return new Readings()
                .addClimate(plain.s16be(0), plain.u16be(2), plain.u16be(4))
                .addPower(plain.u16be(6))
                .add(RuuviProperties.MOVEMENT_COUNTER, plain.u16be(8), 0, 0xFFFF)
                .add(RuuviProperties.SEQUENCE, plain.u16be(10), 0, 0xFFFF)
                .list();
    }

    private static int crc8(Bytes bytes, int polynomial) {
        int crc = 0;
        for (int i = 0; i < bytes.length(); i++) {
            crc ^= bytes.u8(i);
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : crc << 1 ^ polynomial;
            }
            crc &= 0xFF;
        }
        return crc;
    }
}
