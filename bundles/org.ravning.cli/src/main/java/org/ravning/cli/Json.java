// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import java.util.Locale;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.DeviceAddress;

/** What the commands print as JSON. */
final class Json {
    private Json() {}

    /** Returns an advertisement with the keys that the manual lists. */
    static JsonObject advertisement(Advertisement heard) {
        JsonObject object = new JsonObject();
        object.addProperty("device", heard.device().text());
        object.addProperty("addressType", addressType(heard));
        object.addProperty("adapter", heard.heardBy().name());
        object.addProperty("rssi", heard.rssi() == Advertisement.RSSI_UNAVAILABLE ? null : heard.rssi());
        object.addProperty("name", heard.localName());
        object.addProperty("txPower", heard.txPower());
        object.addProperty("connectable", heard.connectable());
        JsonArray services = new JsonArray();
        heard.serviceUuids().forEach(uuid -> services.add(uuid.toString()));
        object.add("serviceUuids", services);
        JsonObject manufacturers = new JsonObject();
        heard.manufacturerData()
                .forEach((id, data) -> manufacturers.addProperty(String.format(Locale.ROOT, "0x%04x", id), data.hex()));
        object.add("manufacturerData", manufacturers);
        JsonObject serviceData = new JsonObject();
        heard.serviceData().forEach((uuid, data) -> serviceData.addProperty(uuid.toString(), data.hex()));
        object.add("serviceData", serviceData);
        object.addProperty("time", heard.receivedAt().toString());
        return object;
    }

    /** Returns enumeration constants as lower-case words with dashes. */
    static JsonArray words(Collection<? extends Enum<?>> constants) {
        JsonArray array = new JsonArray();
        constants.forEach(c -> array.add(Words.of(c)));
        return array;
    }

    /** Returns an element for a value that may be missing. */
    static com.google.gson.JsonElement number(java.math.@org.jspecify.annotations.Nullable BigDecimal number) {
        return number == null ? JsonNull.INSTANCE : new JsonPrimitive(number);
    }

    private static @org.jspecify.annotations.Nullable String addressType(Advertisement heard) {
        return heard.device() instanceof DeviceAddress address && address.type() != AddressType.UNKNOWN
                ? Words.of(address.type())
                : null;
    }
}
