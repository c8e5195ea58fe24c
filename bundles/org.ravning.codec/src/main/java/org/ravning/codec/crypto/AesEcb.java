// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.ravning.api.Bytes;

/** AES-128 on independent blocks (NIST SP 800-38A, section 6.1), as a few sensors use it for their single block. */
public final class AesEcb {
    private AesEcb() {}

    /**
     * Decrypts whole blocks.
     *
     * @throws IllegalArgumentException if the key does not have 16 bytes, or the text not a multiple of 16
     */
    public static Bytes decrypt(Bytes key, Bytes text) {
        if (key.length() != AesBlock.SIZE || text.length() % AesBlock.SIZE != 0) {
            throw new IllegalArgumentException(
                    "an AES-128 key has 16 bytes, a text blocks of 16: not " + key.length() + " and " + text.length());
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.toArray(), "AES"));
            return Bytes.of(cipher.doFinal(text.toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform has no AES", e);
        }
    }
}
