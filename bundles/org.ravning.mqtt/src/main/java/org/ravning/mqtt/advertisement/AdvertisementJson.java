// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.advertisement;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.ravning.api.Advertisement;
import org.ravning.api.DeviceAddress;
import org.ravning.mqtt.json.Json;

/** An advertisement as it is published. */
public final class AdvertisementJson {
    private AdvertisementJson() {}

    /**
     * Returns it.
     *
     * @param gateway what this gateway calls itself
     */
    public static JsonObject of(Advertisement heard, String gateway) {
        JsonObject json = new JsonObject();
        json.addProperty("device", heard.device().text());
        if (heard.device() instanceof DeviceAddress address) {
            json.addProperty("address_type", address.type().name().toLowerCase(Locale.ROOT));
        }
        json.addProperty("gateway", gateway);
        json.addProperty("adapter", heard.heardBy().toString());
        if (heard.rssi() != Advertisement.RSSI_UNAVAILABLE) {
            json.addProperty("rssi", heard.rssi());
        }
        json.add("name", Json.text(heard.localName()));
        if (heard.txPower() != null) {
            json.addProperty("tx_power", heard.txPower());
        }
        if (heard.connectable() != null) {
            json.addProperty("connectable", heard.connectable());
        }
        JsonArray services = new JsonArray();
        heard.serviceUuids().forEach(uuid -> services.add(uuid.toString()));
        json.add("service_uuids", services);
        JsonObject companies = new JsonObject();
        heard.manufacturerData()
                .forEach((id, data) -> companies.addProperty(String.format(Locale.ROOT, "0x%04x", id), data.hex()));
        json.add("manufacturer_data", companies);
        JsonObject data = new JsonObject();
        heard.serviceData().forEach((uuid, bytes) -> data.addProperty(uuid.toString(), bytes.hex()));
        json.add("service_data", data);
        json.addProperty(
                "time", heard.receivedAt().truncatedTo(ChronoUnit.MILLIS).toString());
        return json;
    }
}
