// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.ravning.api.AddressType;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.OpaqueDeviceId;

/**
 * Other addresses in the place of the real ones: the same for the same device, and made by a keyed hash whose key is
 * drawn here and never leaves. For one thread at a time.
 */
final class Pseudonyms {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final long ADDRESS = 0xFFFF_FFFF_FFFFL;
    /** The two bits of a random address that say which kind it is. */
    private static final long RANDOM_KIND = 0xC000_0000_0000L;

    private final Mac hash;

    Pseudonyms() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            hash = Mac.getInstance(ALGORITHM);
            hash.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks " + ALGORITHM, e);
        }
    }

    /** Returns another identity of the same sort; a random address stays static, resolvable or neither. */
    DeviceId of(DeviceId device) {
        ByteBuffer digest = ByteBuffer.wrap(hash.doFinal(device.compact().getBytes(StandardCharsets.UTF_8)));
        if (device instanceof DeviceAddress address) {
            long kept = address.type() == AddressType.RANDOM ? RANDOM_KIND : 0;
            long other = digest.getLong() & ADDRESS & ~kept | address.value() & kept;
            return new DeviceAddress(other, address.type());
        }
        return new OpaqueDeviceId(new UUID(digest.getLong(), digest.getLong()));
    }
}
