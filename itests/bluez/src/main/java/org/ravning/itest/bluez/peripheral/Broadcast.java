// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.peripheral;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.Variant;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;

/** What the peripheral advertises. It has to fit into 31 bytes; bluetoothd moves the name to the scan response. */
public record Broadcast(
        String name, List<UUID> serviceUuids, Map<UUID, Bytes> serviceData, Map<Integer, Bytes> manufacturerData) {

    Map<String, Variant<?>> properties() {
        Map<String, Variant<?>> properties = new LinkedHashMap<>();
        properties.put("Type", new Variant<>("peripheral"));
        // Without it the flags lack "general discoverable" and the scanning side drops the advertisement.
        properties.put("Discoverable", new Variant<>(true));
        if (!name.isEmpty()) {
            properties.put("LocalName", new Variant<>(name));
        }
        if (!serviceUuids.isEmpty()) {
            String[] uuids = serviceUuids.stream().map(BleUuid::shortText).toArray(String[]::new);
            properties.put("ServiceUUIDs", new Variant<>(uuids, "as"));
        }
        if (!serviceData.isEmpty()) {
            Map<String, Variant<?>> data = new LinkedHashMap<>();
            serviceData.forEach((uuid, bytes) -> data.put(BleUuid.shortText(uuid), array(bytes)));
            properties.put("ServiceData", new Variant<>(data, "a{sv}"));
        }
        if (!manufacturerData.isEmpty()) {
            Map<UInt16, Variant<?>> data = new LinkedHashMap<>();
            manufacturerData.forEach((company, bytes) -> data.put(new UInt16(company), array(bytes)));
            properties.put("ManufacturerData", new Variant<>(data, "a{qv}"));
        }
        return properties;
    }

    private static Variant<?> array(Bytes bytes) {
        return new Variant<>(bytes.toArray(), "ay");
    }
}
