// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.spi.AdvertisementReport;

/**
 * Makes a report of what bluetoothd tells about a packet.
 *
 * <p>What bluetoothd does for each packet (and the scan response, which the kernel joins to it) while a discovery filter
 * with {@code DuplicateData} is set, in btd_adapter_device_found of its adapter.c:
 *
 * <ul>
 *   <li>RSSI is told each time, even if it is the same. (Without a filter, only when it moved by 8 dBm.)
 *   <li>ManufacturerData and ServiceData are emptied, filled from this packet and told, each if the packet has any; if it
 *       has none they keep the old packet's and are <em>not</em> told. So they are true in the signal that tells them,
 *       and nowhere else: not in the object, and not when RSSI comes without them.
 *   <li>Name, TxPower, Appearance, AdvertisingFlags and UUIDs are told when they change only. A packet that repeats them
 *       cannot be told from one without them; they are taken from the object, as what the device last said.
 *   <li>UUIDs grow while a device is known; once its services were discovered they are those of its GATT database, also
 *       after the link, and what it advertises is taken no more. So what it advertised before stays what it last said.
 * </ul>
 *
 * So a signal is an advertisement if it has RSSI, ManufacturerData or ServiceData, all three of which come from the air
 * alone. Removing RSSI, when discovery ends, stands among the invalidated properties.
 */
final class AdvertisementReader {
    private AdvertisementReader() {}

    /** Says whether these properties of a Device1 were told because of a packet. */
    static boolean isAdvertisement(Map<?, ?> told) {
        return told.containsKey("RSSI") || told.containsKey("ManufacturerData") || told.containsKey("ServiceData");
    }

    /**
     * Reads a packet.
     *
     * @param device the object, already brought up to date
     * @param told the properties that came with this packet
     * @throws IllegalArgumentException if something is of another type than documented, with the reason
     */
    static AdvertisementReport read(BluezObject device, Map<?, ?> told) {
        AdvertisingData.Builder data = AdvertisingData.builder()
                .localName(device.string("Name"))
                .txPower(device.integer("TxPower"))
                .appearance(device.integer("Appearance"))
                .flags(flags(device.value("AdvertisingFlags")));
        for (Object uuid : device.advertisedUuids()) {
            data.serviceUuid(BleUuid.parse(expect(uuid, String.class, "UUIDs")));
        }
        expectMap(told, "ManufacturerData")
                .forEach((company, bytes) -> data.manufacturerData(
                        expect(company, Integer.class, "ManufacturerData"),
                        expect(bytes, Bytes.class, "ManufacturerData")));
        expectMap(told, "ServiceData")
                .forEach((uuid, bytes) -> data.serviceData(
                        uuid(expect(uuid, String.class, "ServiceData")), expect(bytes, Bytes.class, "ServiceData")));
        return new AdvertisementReport(
                device.address(), rssi(told.get("RSSI")), null, AdvertisementReport.Part.WHOLE, data.build());
    }

    private static int rssi(@Nullable Object value) {
        return value instanceof Integer dBm && dBm >= -127 && dBm <= 20 ? dBm : Advertisement.RSSI_UNAVAILABLE;
    }

    private static @Nullable Integer flags(@Nullable Object value) {
        return value instanceof Bytes bytes && !bytes.isEmpty() ? (Integer) bytes.u8(0) : null;
    }

    private static UUID uuid(String text) {
        return BleUuid.parse(text);
    }

    private static Map<?, ?> expectMap(Map<?, ?> told, String name) {
        Object value = told.get(name);
        // An empty dictionary does not say what it is a dictionary of.
        return value == null || List.of().equals(value) ? Map.of() : expect(value, Map.class, name);
    }

    private static <T> T expect(Object value, Class<T> type, String name) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    name + " holds " + value.getClass().getSimpleName() + ", not " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
