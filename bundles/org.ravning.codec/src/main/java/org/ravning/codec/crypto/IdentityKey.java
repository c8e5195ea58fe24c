// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.crypto;

import java.util.concurrent.locks.ReentrantLock;
import org.ravning.api.Bytes;

/**
 * An Identity Resolving Key, which tells whether a resolvable private address is that of its owner (Core Specification,
 * volume 6, part B, 1.3.2.2 and volume 3, part H, 2.2.2). Of 16.8 million strangers one is taken for the owner.
 */
public final class IdentityKey {
    private static final int HASH = 0xFFFFFF;

    private final ReentrantLock lock = new ReentrantLock();
    private final AesBlock aes;

    /**
     * Takes a key, most significant byte first.
     *
     * @throws IllegalArgumentException if it does not have 16 bytes
     */
    public IdentityKey(Bytes key) {
        aes = new AesBlock(key);
    }

    /** Says whether an address may be resolvable: the two most significant of its 48 bits are 01. */
    public static boolean isResolvable(long address) {
        return address >>> 46 == 1;
    }

    /** Says whether it is an address of the key's owner. */
    public boolean resolves(long address) {
        return isResolvable(address) && hash((int) (address >>> 24)) == (address & HASH);
    }

    /** The function ah: the last 24 bits of the encrypted random part. */
    int hash(int random) {
        byte[] block = new byte[AesBlock.SIZE];
        block[13] = (byte) (random >>> 16);
        block[14] = (byte) (random >>> 8);
        block[15] = (byte) random;
        lock.lock();
        try {
            aes.encrypt(block);
        } finally {
            lock.unlock();
        }
        return (block[13] & 0xFF) << 16 | (block[14] & 0xFF) << 8 | block[15] & 0xFF;
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "IdentityKey[hidden]";
    }
}
