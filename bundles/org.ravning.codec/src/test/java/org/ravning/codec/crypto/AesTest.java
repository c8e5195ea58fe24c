// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ravning.api.Bytes;

class AesTest {
    private static final Bytes RFC_KEY = Bytes.ofHex("c0c1c2c3c4c5c6c7c8c9cacbcccdcecf");
    private static final Bytes RFC_NONCE = Bytes.ofHex("00000003020100a0a1a2a3a4a5");
    private static final Bytes RFC_AAD = Bytes.ofHex("0001020304050607");
    private static final Bytes RFC_TEXT = Bytes.ofHex("08090a0b0c0d0e0f101112131415161718191a1b1c1d1e");
    private static final Bytes RFC_SEALED =
            Bytes.ofHex("588c979a61c663d2f066d0c2c0f989806d5f6b61dac38417e8d12cfdf926e0");

    private static final Bytes KEY = Bytes.ofHex("231d39c1d7cc1ab1aee224cd096db932");
    private static final Bytes NONCE = Bytes.ofHex("5448e68f80a5d2fc4100112233");
    private static final Bytes SEALED = Bytes.ofHex("a47266c95f7378237214");

    @Test
    void firstVectorOfRfc3610_encryptedAndDecrypted_same() {
        assertThat(AesCcm.encrypt(RFC_KEY, RFC_NONCE, RFC_AAD, RFC_TEXT, 8)).isEqualTo(RFC_SEALED);
        assertThat(AesCcm.decrypt(RFC_KEY, RFC_NONCE, RFC_AAD, RFC_SEALED, 8)).contains(RFC_TEXT);
    }

    @Test
    void sensorMessageWithoutAdditionalData_decrypted_plainText() {
        assertThat(AesCcm.decrypt(KEY, NONCE, Bytes.EMPTY, SEALED, 4)).contains(Bytes.ofHex("02ca0903bf13"));
    }

    @Test
    void anyBitChanged_decrypted_nothing() {
        for (int bit = 0; bit < SEALED.length() * 8; bit++) {
            byte[] damaged = SEALED.toArray();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(AesCcm.decrypt(KEY, NONCE, Bytes.EMPTY, Bytes.of(damaged), 4))
                    .isEmpty();
        }
        assertThat(AesCcm.decrypt(KEY, NONCE, Bytes.ofInts(0x11), SEALED, 4)).isEmpty();
    }

    @Test
    void noRoomForTag_decrypted_nothing() {
        assertThat(AesCcm.decrypt(KEY, NONCE, Bytes.EMPTY, Bytes.ofHex("010203"), 4))
                .isEmpty();
    }

    @Test
    void emptyMessage_encryptedAndDecrypted_same() {
        Bytes sealed = AesCcm.encrypt(KEY, NONCE, Bytes.EMPTY, Bytes.EMPTY, 4);

        assertThat(sealed.length()).isEqualTo(4);
        assertThat(AesCcm.decrypt(KEY, NONCE, Bytes.EMPTY, sealed, 4)).contains(Bytes.EMPTY);
    }

    @Test
    void lengthsOutOfRange_used_refused() {
        Bytes longKey = Bytes.of(new byte[24]);
        assertThatThrownBy(() -> AesCcm.decrypt(longKey, NONCE, Bytes.EMPTY, SEALED, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 bytes, not 24");
        assertThatThrownBy(() -> AesCcm.decrypt(KEY, Bytes.of(new byte[6]), Bytes.EMPTY, SEALED, 4))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AesCcm.decrypt(KEY, NONCE, Bytes.EMPTY, SEALED, 5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    // NIST SP 800-38A, F.5.1
    @Test
    void counterModeExampleOfNist_applied_itsCipherText() {
        Bytes key = Bytes.ofHex("2b7e151628aed2a6abf7158809cf4f3c");
        Bytes counter = Bytes.ofHex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        Bytes text = Bytes.ofHex("6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51");
        Bytes sealed = Bytes.ofHex("874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff");

        assertThat(AesCtr.apply(key, counter, text)).isEqualTo(sealed);
        assertThat(AesCtr.apply(key, counter, sealed)).isEqualTo(text);
    }

    @Test
    void littleEndianCounter_overflows_carriesUpwards() {
        Bytes zeros = Bytes.of(new byte[32]);
        Bytes last = Bytes.ofHex("ff000000000000000000000000000000");
        Bytes next = Bytes.ofHex("00010000000000000000000000000000");

        assertThat(AesCtr.applyLittleEndian(KEY, last, zeros).slice(16))
                .isEqualTo(AesCtr.applyLittleEndian(KEY, next, zeros).slice(0, 16));
    }

    @Test
    void blockOfSp80038a_decrypted_plainText() {
        Bytes key = Bytes.ofHex("2b7e151628aed2a6abf7158809cf4f3c");

        assertThat(AesEcb.decrypt(key, Bytes.ofHex("3ad77bb40d7a3660a89ecaf32466ef97")))
                .isEqualTo(Bytes.ofHex("6bc1bee22e409f96e93d7e117393172a"));
        assertThatThrownBy(() -> AesEcb.decrypt(key, Bytes.ofHex("3ad7"))).isInstanceOf(IllegalArgumentException.class);
    }
}
