// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.crypto;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.ravning.api.Bytes;

/** AES-128 on single blocks, from which CCM is built; Android and the JDK share no CCM of their own. */
final class AesBlock {
    static final int SIZE = 16;

    // To look an implementation up takes three times as long as to give it a key.
    private static final Queue<Cipher> IDLE = new ArrayBlockingQueue<>(8);

    private final Cipher cipher;

    AesBlock(Bytes key) {
        if (key.length() != SIZE) {
            throw new IllegalArgumentException("an AES-128 key has 16 bytes, not " + key.length());
        }
        try {
            Cipher idle = IDLE.poll();
            cipher = idle == null ? Cipher.getInstance("AES/ECB/NoPadding") : idle;
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.toArray(), "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this platform has no AES", e);
        }
    }

    /** Leaves the cipher to the next; this must not be used any more. */
    void release() {
        IDLE.offer(cipher);
    }

    /** Encrypts a block in place. */
    void encrypt(byte[] block) {
        try {
            cipher.update(block, 0, SIZE, block, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refused a block of " + block.length + " bytes", e);
        }
    }
}
