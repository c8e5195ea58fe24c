// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

/** The types of AD structures that this codec reads and writes (Assigned Numbers, section 2.3). */
public final class AdType {
    /** Flags, one octet. */
    public static final int FLAGS = 0x01;
    /** Some of the advertised services as 16-bit UUIDs. */
    public static final int SOME_UUIDS_16 = 0x02;
    /** All of the advertised services that have a 16-bit UUID. */
    public static final int ALL_UUIDS_16 = 0x03;
    /** Some of the advertised services as 32-bit UUIDs. */
    public static final int SOME_UUIDS_32 = 0x04;
    /** All of the advertised services that have a 32-bit UUID. */
    public static final int ALL_UUIDS_32 = 0x05;
    /** Some of the advertised services as 128-bit UUIDs. */
    public static final int SOME_UUIDS_128 = 0x06;
    /** All of the advertised services as 128-bit UUIDs. */
    public static final int ALL_UUIDS_128 = 0x07;
    /** The beginning of the local name. */
    public static final int SHORTENED_NAME = 0x08;
    /** The local name. */
    public static final int COMPLETE_NAME = 0x09;
    /** The transmit power level, a signed octet in dBm. */
    public static final int TX_POWER = 0x0A;
    /** Data of a service with a 16-bit UUID. */
    public static final int SERVICE_DATA_16 = 0x16;
    /** The Appearance value, two octets. */
    public static final int APPEARANCE = 0x19;
    /** Data of a service with a 32-bit UUID. */
    public static final int SERVICE_DATA_32 = 0x20;
    /** Data of a service with a 128-bit UUID. */
    public static final int SERVICE_DATA_128 = 0x21;
    /** Data of a company. */
    public static final int MANUFACTURER_DATA = 0xFF;

    private AdType() {}
}
