// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.Characteristic;
import org.ravning.api.GattDatabase;
import org.ravning.api.GattService;
import org.ravning.codec.UuidNames;

/** The services of a device as they are told. */
final class GattDatabaseJson {
    private GattDatabaseJson() {}

    static JsonArray of(GattDatabase gatt) {
        JsonArray services = new JsonArray();
        gatt.services().forEach(service -> services.add(service(service)));
        return services;
    }

    private static JsonObject service(GattService service) {
        JsonObject json = attribute(service.uuid(), service.handle());
        JsonArray characteristics = new JsonArray();
        service.characteristics().forEach(each -> characteristics.add(characteristic(each)));
        json.add("characteristics", characteristics);
        return json;
    }

    private static JsonObject characteristic(Characteristic characteristic) {
        JsonObject json = attribute(characteristic.uuid(), characteristic.handle());
        JsonArray properties = new JsonArray();
        characteristic.properties().stream()
                .sorted()
                .forEach(each -> properties.add(each.name().toLowerCase(Locale.ROOT)));
        json.add("properties", properties);
        JsonArray descriptors = new JsonArray();
        characteristic.descriptors().forEach(each -> descriptors.add(attribute(each.uuid(), each.handle())));
        json.add("descriptors", descriptors);
        return json;
    }

    private static JsonObject attribute(UUID uuid, int handle) {
        JsonObject json = new JsonObject();
        json.addProperty("uuid", BleUuid.shortText(uuid));
        UuidNames.name(uuid).ifPresent(name -> json.addProperty("name", name));
        json.addProperty("handle", handle);
        return json;
    }
}
