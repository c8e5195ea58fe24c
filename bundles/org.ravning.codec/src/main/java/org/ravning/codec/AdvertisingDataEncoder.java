// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;

/** Writes AD structures: the opposite of {@link AdvertisingDataParser}, in the shortest form of each UUID. */
public final class AdvertisingDataEncoder {
    /** The most bytes that a legacy advertising packet, or its scan response, can carry. */
    public static final int LEGACY_LENGTH = 31;

    private static final int MAX_CONTENT = 254;

    private AdvertisingDataEncoder() {}

    /**
     * Returns the structures of this data in one sequence: flags, services, service data, company data, power, appearance,
     * name. {@link AdvertisingData#raw()} is not looked at.
     *
     * @throws IllegalArgumentException if one structure would be longer than 255 bytes
     */
    public static Bytes encode(AdvertisingData data) {
        return join(structures(data));
    }

    /**
     * Returns the data as a legacy packet and its scan response, each of at most {@value #LEGACY_LENGTH} bytes. Structures
     * that do not fit into the packet go to the scan response, which is empty if all fit; empty if they fit nowhere.
     */
    public static Optional<Legacy> legacy(AdvertisingData data) {
        List<Bytes> packet = new ArrayList<>();
        List<Bytes> response = new ArrayList<>();
        int packetLength = 0;
        int responseLength = 0;
        for (Bytes structure : structures(data)) {
            if (packetLength + structure.length() <= LEGACY_LENGTH) {
                packet.add(structure);
                packetLength += structure.length();
            } else if (responseLength + structure.length() <= LEGACY_LENGTH) {
                response.add(structure);
                responseLength += structure.length();
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Legacy(join(packet), join(response)));
    }

    /** Returns one structure. */
    public static Bytes structure(int type, Bytes content) {
        if (content.length() > MAX_CONTENT) {
            throw new IllegalArgumentException(
                    "an AD structure carries at most " + MAX_CONTENT + " bytes, not " + content.length());
        }
        return Bytes.ofInts(content.length() + 1, type).concat(content);
    }

    /**
     * A legacy advertising packet with its scan response.
     *
     * @param packet the structures of the packet
     * @param scanResponse the structures of the scan response, possibly none
     */
    public record Legacy(Bytes packet, Bytes scanResponse) {}

    private static List<Bytes> structures(AdvertisingData data) {
        List<Bytes> structures = new ArrayList<>();
        Integer flags = data.flags();
        if (flags != null) {
            structures.add(structure(AdType.FLAGS, Bytes.of(flags.byteValue())));
        }
        addUuids(structures, AdType.ALL_UUIDS_16, 2, data.serviceUuids());
        addUuids(structures, AdType.ALL_UUIDS_32, 4, data.serviceUuids());
        addUuids(structures, AdType.ALL_UUIDS_128, 16, data.serviceUuids());
        data.serviceData().forEach((uuid, content) -> structures.add(serviceData(uuid, content)));
        for (Map.Entry<Integer, Bytes> entry : data.manufacturerData().entrySet()) {
            structures.add(structure(
                    AdType.MANUFACTURER_DATA, littleEndian(entry.getKey(), 2).concat(entry.getValue())));
        }
        Integer txPower = data.txPower();
        if (txPower != null) {
            structures.add(structure(AdType.TX_POWER, Bytes.of(txPower.byteValue())));
        }
        Integer appearance = data.appearance();
        if (appearance != null) {
            structures.add(structure(AdType.APPEARANCE, littleEndian(appearance, 2)));
        }
        String name = data.localName();
        if (name != null) {
            structures.add(structure(AdType.COMPLETE_NAME, Bytes.ofUtf8(name)));
        }
        return structures;
    }

    private static void addUuids(List<Bytes> structures, int type, int width, List<UUID> uuids) {
        Bytes list = Bytes.EMPTY;
        for (UUID uuid : uuids) {
            Bytes encoded = encode(uuid);
            if (encoded.length() == width) {
                list = list.concat(encoded);
            }
        }
        if (!list.isEmpty()) {
            structures.add(structure(type, list));
        }
    }

    private static Bytes serviceData(UUID uuid, Bytes content) {
        Bytes encoded = encode(uuid);
        int type = switch (encoded.length()) {
            case 2 -> AdType.SERVICE_DATA_16;
            case 4 -> AdType.SERVICE_DATA_32;
            default -> AdType.SERVICE_DATA_128;
        };
        return structure(type, encoded.concat(content));
    }

    private static Bytes encode(UUID uuid) {
        if (BleUuid.isShort(uuid)) {
            long value = uuid.getMostSignificantBits() >>> 32;
            return littleEndian(value, value <= 0xFFFF ? 2 : 4);
        }
        return littleEndian(uuid.getLeastSignificantBits(), 8).concat(littleEndian(uuid.getMostSignificantBits(), 8));
    }

    private static Bytes littleEndian(long value, int width) {
        byte[] bytes = new byte[width];
        for (int i = 0; i < width; i++) {
            bytes[i] = (byte) (value >>> 8 * i);
        }
        return Bytes.of(bytes);
    }

    private static Bytes join(List<Bytes> parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (Bytes part : parts) {
            joined.write(part.toArray(), 0, part.length());
        }
        return Bytes.of(joined.toByteArray());
    }
}
