// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;

/**
 * Reads AD structures (Core Specification, Vol 3, Part C, section 11, and its Supplement, Part A).
 *
 * <p>A structure that is not well-formed is left out and named in the result; the others count. Types that this codec
 * does not know are skipped. Of a repeated single value (flags, name, company data) the last one counts, but a complete
 * name always wins over a shortened one; lists of services add up.
 */
public final class AdvertisingDataParser {
    /** The most bytes that an advertising set can carry (Core Specification, Vol 4, Part E, section 7.8.57). */
    public static final int MAX_LENGTH = 1650;

    private final Bytes raw;
    private final AdvertisingData.Builder data = AdvertisingData.builder();
    private boolean nameIsComplete;
    private @Nullable String defect;

    private AdvertisingDataParser(Bytes raw) {
        this.raw = raw;
    }

    /** Reads the structures of one packet, or of a packet and its scan response; it never throws, whatever the bytes. */
    public static ParsedAdvertisingData parse(Bytes raw) {
        AdvertisingDataParser parser = new AdvertisingDataParser(raw);
        parser.readAll();
        return new ParsedAdvertisingData(parser.data.raw(raw).build(), parser.defect);
    }

    private void readAll() {
        if (raw.length() > MAX_LENGTH) {
            complain("more than " + MAX_LENGTH + " bytes: " + raw.length());
            return;
        }
        int at = 0;
        while (at < raw.length()) {
            int length = raw.u8(at);
            int end = at + 1 + length;
            if (length == 0) {
                requirePadding(at);
                return;
            }
            if (end > raw.length()) {
                complain("structure at byte " + at + " says " + length + " bytes, only " + (raw.length() - at - 1)
                        + " follow");
                return;
            }
            read(raw.u8(at + 1), raw.slice(at + 2, end));
            at = end;
        }
    }

    // A length of zero ends the data early; what follows is padding and must be zero.
    private void requirePadding(int from) {
        for (int at = from; at < raw.length(); at++) {
            if (raw.u8(at) != 0) {
                complain("data after the end mark at byte " + from);
                return;
            }
        }
    }

    private void read(int type, Bytes content) {
        switch (type) {
            case AdType.FLAGS -> readFlags(content);
            case AdType.SOME_UUIDS_16, AdType.ALL_UUIDS_16 -> readUuids(content, 2);
            case AdType.SOME_UUIDS_32, AdType.ALL_UUIDS_32 -> readUuids(content, 4);
            case AdType.SOME_UUIDS_128, AdType.ALL_UUIDS_128 -> readUuids(content, 16);
            case AdType.SHORTENED_NAME -> readName(content, false);
            case AdType.COMPLETE_NAME -> readName(content, true);
            case AdType.TX_POWER -> readTxPower(content);
            case AdType.APPEARANCE -> readAppearance(content);
            case AdType.SERVICE_DATA_16 -> readServiceData(content, 2);
            case AdType.SERVICE_DATA_32 -> readServiceData(content, 4);
            case AdType.SERVICE_DATA_128 -> readServiceData(content, 16);
            case AdType.MANUFACTURER_DATA -> readManufacturerData(content);
            default -> {}
        }
    }

    // The Flags field may grow; octets after the first have no meaning yet.
    private void readFlags(Bytes content) {
        if (has(content, 1, "flags")) {
            data.flags(content.u8(0));
        }
    }

    private void readName(Bytes content, boolean complete) {
        if (complete || !nameIsComplete) {
            data.localName(content.utf8());
            nameIsComplete = complete;
        }
    }

    private void readTxPower(Bytes content) {
        if (has(content, 1, "tx power")) {
            data.txPower(content.s8(0));
        }
    }

    private void readAppearance(Bytes content) {
        if (has(content, 2, "appearance")) {
            data.appearance(content.u16le(0));
        }
    }

    private void readUuids(Bytes content, int width) {
        if (content.length() % width != 0) {
            complain("list of " + 8 * width + "-bit UUIDs has " + content.length() + " bytes");
            return;
        }
        for (int at = 0; at < content.length(); at += width) {
            data.serviceUuid(uuid(content, at, width));
        }
    }

    private void readServiceData(Bytes content, int width) {
        if (has(content, width, "service data")) {
            data.serviceData(uuid(content, 0, width), content.slice(width));
        }
    }

    private void readManufacturerData(Bytes content) {
        if (has(content, 2, "manufacturer data")) {
            data.manufacturerData(content.u16le(0), content.slice(2));
        }
    }

    private boolean has(Bytes content, int atLeast, String what) {
        if (content.length() < atLeast) {
            complain(what + " has " + content.length() + " bytes, needs " + atLeast);
            return false;
        }
        return true;
    }

    private static UUID uuid(Bytes content, int at, int width) {
        return width == 16
                ? new UUID(content.unsignedLittleEndian(at + 8, 8), content.unsignedLittleEndian(at, 8))
                : BleUuid.of(content.unsignedLittleEndian(at, width));
    }

    private void complain(String reason) {
        if (defect == null) {
            defect = reason;
        }
    }
}
