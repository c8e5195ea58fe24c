// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;

/** The services of a {@link Peer}. The UUIDs of the vendor service begin with 7261766e and count up. */
public final class PeerGatt {
    /** Environmental Sensing Service. */
    public static final UUID ENVIRONMENT_SERVICE = BleUuid.of(0x181A);
    /** Temperature: read, notify; {@link #FIRST_TEMPERATURE}. */
    public static final UUID TEMPERATURE = BleUuid.of(0x2A6E);
    /** 21.50 degrees Celsius. */
    public static final Bytes FIRST_TEMPERATURE = Bytes.ofHex("6608");

    /** The vendor service. */
    public static final UUID VENDOR_SERVICE = vendor(0);
    /** Read only; {@link #FIRST_READ}. */
    public static final UUID READ = vendor(1);
    /** Read and write with response; empty at first. */
    public static final UUID WRITE = vendor(2);
    /** Write without response. */
    public static final UUID COMMAND = vendor(3);
    /** Notify. */
    public static final UUID NOTIFY = vendor(4);
    /** Indicate. */
    public static final UUID INDICATE = vendor(5);
    /** Read and write; {@link #FIRST_LONG}. */
    public static final UUID LONG = vendor(6);
    /** Read and write; both fail with application error 0x81. */
    public static final UUID FAILING = vendor(7);
    /** Read; has a user description ("described") and {@link #CUSTOM_DESCRIPTOR}. */
    public static final UUID DESCRIBED = vendor(8);
    /** Read and write; {@link #FIRST_CUSTOM}. */
    public static final UUID CUSTOM_DESCRIPTOR = vendor(9);
    /** Read and notify. */
    public static final UUID READ_NOTIFY = vendor(10);

    /** Characteristic User Description. */
    public static final UUID USER_DESCRIPTION = BleUuid.of(0x2901);

    /** What {@link #READ} returns at first. */
    public static final Bytes FIRST_READ = Bytes.ofHex("01020304");
    /** What {@link #CUSTOM_DESCRIPTOR} returns at first. */
    public static final Bytes FIRST_CUSTOM = Bytes.ofHex("0a0b0c");
    /** What {@link #LONG} returns at first: 300 bytes that count up from 0, modulo 256. */
    public static final Bytes FIRST_LONG = counting(300);

    private PeerGatt() {}

    /** Returns bytes that count up from 0, modulo 256. */
    public static Bytes counting(int length) {
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = (byte) i;
        }
        return Bytes.of(value);
    }

    private static UUID vendor(int number) {
        return new UUID(0x7261_766E_0000_1000L | (long) number << 16, 0x8000_72A5_0000_0001L);
    }
}
