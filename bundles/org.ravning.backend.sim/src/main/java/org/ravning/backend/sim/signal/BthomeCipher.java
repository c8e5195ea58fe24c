// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.signal;

import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.backend.sim.air.Moment;
import org.ravning.backend.sim.air.Payload;
import org.ravning.codec.crypto.AesCcm;

/** Encrypts the service data of BTHome version 2 and counts its frames (bthome.io/encryption). */
public final class BthomeCipher implements Payload {
    /** The length of a key, in bytes. */
    public static final int KEY_LENGTH = 16;

    private static final int ENCRYPTED = 0x01;
    private static final int TAG_LENGTH = 4;
    private static final Bytes SERVICE = Bytes.ofInts(0xD2, 0xFC);

    private final Payload plain;
    private final Bytes key;
    private final Bytes address;
    private long counter;

    /**
     * Creates it.
     *
     * @param plain the service data to encrypt
     * @param counter that of the first frame
     */
    public BthomeCipher(Payload plain, Bytes key, DeviceAddress address, long counter) {
        this.plain = plain;
        this.key = key;
        this.address = address.bytes();
        this.counter = counter;
    }

    @Override
    public synchronized Bytes at(Moment moment) {
        Bytes frame = plain.at(moment);
        Bytes information = Bytes.ofInts(frame.u8(0) | ENCRYPTED);
        Bytes count = NumberFormat.littleEndian(counter++, 4);
        Bytes nonce = address.concat(SERVICE).concat(information).concat(count);
        Bytes sealed = AesCcm.encrypt(key, nonce, Bytes.EMPTY, frame.slice(1), TAG_LENGTH);
        int tag = sealed.length() - TAG_LENGTH;
        return information.concat(sealed.slice(0, tag)).concat(count).concat(sealed.slice(tag));
    }
}
