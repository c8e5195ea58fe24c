// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.bridge;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.BleAdapters;
import org.ravning.mqtt.json.Json;

/** What {@code bridge/info} tells. */
final class InfoJson {
    private InfoJson() {}

    static JsonObject of(String version, Map<String, Object> settings, @Nullable BleAdapters adapters) {
        JsonObject json = new JsonObject();
        json.addProperty("version", version);
        JsonArray all = new JsonArray();
        JsonArray backends = new JsonArray();
        if (adapters != null) {
            adapters.all().forEach(adapter -> all.add(adapter(adapter)));
            adapters.backends().forEach(backend -> backends.add(backend(backend)));
        }
        json.add("adapters", all);
        json.add("backends", backends);
        json.add("settings", settings(settings));
        return json;
    }

    private static JsonObject adapter(BleAdapter adapter) {
        JsonObject json = new JsonObject();
        json.addProperty("id", adapter.id().toString());
        json.addProperty("label", adapter.label());
        json.add(
                "address",
                Json.text(adapter.address() == null ? null : adapter.address().text()));
        json.addProperty("state", adapter.state().name().toLowerCase(Locale.ROOT));
        return json;
    }

    private static JsonObject backend(BackendStatus status) {
        JsonObject json = new JsonObject();
        json.addProperty("name", status.backend());
        json.addProperty("ok", status.isOk());
        json.addProperty("message", status.message());
        json.addProperty("hint", status.hint());
        return json;
    }

    private static JsonObject settings(Map<String, Object> settings) {
        JsonObject json = new JsonObject();
        settings.forEach((name, value) -> {
            if (value instanceof Boolean flag) {
                json.addProperty(name, flag);
            } else if (value instanceof Number number) {
                json.addProperty(name, number);
            } else {
                json.addProperty(name, value.toString());
            }
        });
        return json;
    }
}
