// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import org.ravning.api.Bytes;
import org.ravning.codec.crypto.AesCcm;
import org.ravning.codec.crypto.AesCtr;
import org.ravning.codec.crypto.AesEcb;
import org.ravning.profile.api.RejectReason;

/**
 * Decrypts a part of the payload; the fields after it are read from the plain text.
 *
 * @param method the cipher
 * @param key the key of 16 bytes
 * @param nonce the nonce or the first counter; not used by ECB
 * @param aad additional authenticated data; CCM only
 * @param text the cipher text, for CCM followed by the tag
 * @param tag the length of the tag; CCM only
 * @param front what is put before the plain text
 */
public record Decryption(Method method, Recipe key, Recipe nonce, Recipe aad, Recipe text, int tag, Recipe front)
        implements Step {
    private static final int BLOCK = 16;

    /** The ciphers. */
    public enum Method {
        /** AES-128 in CCM mode. */
        AES_CCM,
        /** AES-128 in counter mode, the counter's most significant byte first. */
        AES_CTR,
        /** AES-128 in counter mode, the counter's least significant byte first. */
        AES_CTR_LE,
        /** AES-128 on single blocks. */
        AES_ECB
    }

    @Override
    public void run(Scope scope) {
        Bytes secret = key.make(scope);
        if (secret.length() != BLOCK) {
            throw new Rejection(RejectReason.WRONG_KEY, "the key has " + secret.length() + " bytes, needs " + BLOCK);
        }
        Bytes sealed = text.make(scope);
        Bytes head = front.make(scope);
        scope.payload(head.concat(open(secret, sealed, scope)));
    }

    private Bytes open(Bytes secret, Bytes sealed, Scope scope) {
        return switch (method) {
            case AES_CCM ->
                AesCcm.decrypt(secret, nonceOf(scope, 7, 13), aad.make(scope), sealed, tag)
                        .orElseThrow(() -> new Rejection(
                                RejectReason.WRONG_KEY, "the tag does not match: another key, or damaged"));
            case AES_CTR -> AesCtr.apply(secret, nonceOf(scope, BLOCK, BLOCK), sealed);
            case AES_CTR_LE -> AesCtr.applyLittleEndian(secret, nonceOf(scope, BLOCK, BLOCK), sealed);
            case AES_ECB -> {
                if (sealed.length() % BLOCK != 0) {
                    throw new Rejection(
                            RejectReason.INVALID, "encrypted part has " + sealed.length() + " bytes, not blocks of 16");
                }
                yield AesEcb.decrypt(secret, sealed);
            }
        };
    }

    private Bytes nonceOf(Scope scope, int shortest, int longest) {
        Bytes made = nonce.make(scope);
        if (made.length() < shortest || made.length() > longest) {
            throw new Rejection(RejectReason.INVALID, "the nonce has " + made.length() + " bytes");
        }
        return made;
    }
}
