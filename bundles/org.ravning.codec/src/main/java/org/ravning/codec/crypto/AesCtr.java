// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.crypto;

import org.ravning.api.Bytes;

/** AES-128 in counter mode (NIST SP 800-38A, section 6.5), with a counter of 128 bits in either byte order. */
public final class AesCtr {
    private AesCtr() {}

    /**
     * Encrypts or decrypts, which is the same; the counter is a number with its most significant byte first.
     *
     * @throws IllegalArgumentException if key or counter do not have 16 bytes
     */
    public static Bytes apply(Bytes key, Bytes counter, Bytes text) {
        return apply(key, counter, text, AesBlock.SIZE - 1, -1);
    }

    /** Does the same with a counter that has its least significant byte first. */
    public static Bytes applyLittleEndian(Bytes key, Bytes counter, Bytes text) {
        return apply(key, counter, text, 0, 1);
    }

    private static Bytes apply(Bytes key, Bytes counter, Bytes text, int lowest, int step) {
        if (counter.length() != AesBlock.SIZE) {
            throw new IllegalArgumentException("an AES counter has 16 bytes, not " + counter.length());
        }
        AesBlock aes = new AesBlock(key);
        byte[] next = counter.toArray();
        byte[] result = text.toArray();
        for (int at = 0; at < result.length; at += AesBlock.SIZE) {
            byte[] keyStream = next.clone();
            aes.encrypt(keyStream);
            for (int i = 0; i < AesBlock.SIZE && at + i < result.length; i++) {
                result[at + i] ^= keyStream[i];
            }
            increment(next, lowest, step);
        }
        aes.release();
        return Bytes.of(result);
    }

    private static void increment(byte[] counter, int lowest, int step) {
        for (int i = 0, at = lowest; i < counter.length; i++, at += step) {
            if (++counter[at] != 0) {
                return;
            }
        }
    }
}
