// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.crypto;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.ravning.api.Bytes;

/**
 * AES-128 in CCM mode (RFC 3610), for the short messages of advertisements: up to 65,535 bytes, tags of 4 to 16 bytes,
 * nonces of 7 to 13 bytes, additional data of up to 65,279 bytes.
 */
public final class AesCcm {
    private static final int MAX_LENGTH = 0xFFFF;
    private static final int MAX_AAD = 0xFEFF;

    private final AesBlock aes;
    private final Bytes nonce;
    private final int tagLength;

    private AesCcm(Bytes key, Bytes nonce, int tagLength) {
        if (nonce.length() < 7 || nonce.length() > 13) {
            throw new IllegalArgumentException("a CCM nonce has 7 to 13 bytes, not " + nonce.length());
        }
        if (tagLength < 4 || tagLength > 16 || tagLength % 2 != 0) {
            throw new IllegalArgumentException("a CCM tag has 4, 6, ... 16 bytes, not " + tagLength);
        }
        this.aes = new AesBlock(key);
        this.nonce = nonce;
        this.tagLength = tagLength;
    }

    /**
     * Decrypts and checks a message; the tag is compared in constant time.
     *
     * @param sealed the cipher text followed by the tag
     * @return the plain text, or nothing if the tag does not match or there is no room for one: the key is wrong or the
     *     message is damaged
     * @throws IllegalArgumentException if key, nonce or tag length have no valid length
     */
    public static Optional<Bytes> decrypt(Bytes key, Bytes nonce, Bytes aad, Bytes sealed, int tagLength) {
        AesCcm ccm = new AesCcm(key, nonce, tagLength);
        int length = sealed.length() - tagLength;
        if (length < 0 || length > MAX_LENGTH || aad.length() > MAX_AAD) {
            return Optional.empty();
        }
        byte[] text = sealed.slice(0, length).toArray();
        ccm.applyKeyStream(text);
        byte[] tag = ccm.tag(aad, text);
        ccm.aes.release();
        return MessageDigest.isEqual(tag, sealed.slice(length).toArray())
                ? Optional.of(Bytes.of(text))
                : Optional.empty();
    }

    /**
     * Encrypts a message.
     *
     * @return the cipher text followed by the tag
     * @throws IllegalArgumentException if key, nonce, tag length, additional data or message have no valid length
     */
    public static Bytes encrypt(Bytes key, Bytes nonce, Bytes aad, Bytes message, int tagLength) {
        if (message.length() > MAX_LENGTH || aad.length() > MAX_AAD) {
            throw new IllegalArgumentException("the message or its additional data is too long");
        }
        AesCcm ccm = new AesCcm(key, nonce, tagLength);
        byte[] text = message.toArray();
        byte[] tag = ccm.tag(aad, text);
        ccm.applyKeyStream(text);
        ccm.aes.release();
        return Bytes.of(text).concat(Bytes.of(tag));
    }

    // RFC 3610, section 2.2: CBC-MAC over B_0, the additional data and the message; then section 2.3: T xor S_0.
    private byte[] tag(Bytes aad, byte[] message) {
        byte[] mac = block((aad.isEmpty() ? 0 : 0x40) | (tagLength - 2) / 2 << 3 | 14 - nonce.length(), message.length);
        aes.encrypt(mac);
        if (!aad.isEmpty()) {
            byte[] length = {(byte) (aad.length() >>> 8), (byte) aad.length()};
            absorb(mac, Bytes.of(length).concat(aad).toArray());
        }
        absorb(mac, message);
        byte[] first = counterBlock(0);
        aes.encrypt(first);
        xor(mac, 0, first);
        return Arrays.copyOf(mac, tagLength);
    }

    private void absorb(byte[] mac, byte[] data) {
        for (int at = 0; at < data.length; at += AesBlock.SIZE) {
            for (int i = 0; i < AesBlock.SIZE && at + i < data.length; i++) {
                mac[i] ^= data[at + i];
            }
            aes.encrypt(mac);
        }
    }

    private void applyKeyStream(byte[] text) {
        for (int at = 0, counter = 1; at < text.length; at += AesBlock.SIZE, counter++) {
            byte[] keyStream = counterBlock(counter);
            aes.encrypt(keyStream);
            xor(text, at, keyStream);
        }
    }

    private byte[] counterBlock(int counter) {
        return block(14 - nonce.length(), counter);
    }

    private byte[] block(int flags, int number) {
        byte[] block = new byte[AesBlock.SIZE];
        block[0] = (byte) flags;
        System.arraycopy(nonce.toArray(), 0, block, 1, nonce.length());
        block[14] = (byte) (number >>> 8);
        block[15] = (byte) number;
        return block;
    }

    private static void xor(byte[] target, int from, byte[] mask) {
        for (int i = 0; i < mask.length && from + i < target.length; i++) {
            target[from + i] ^= mask[i];
        }
    }
}
