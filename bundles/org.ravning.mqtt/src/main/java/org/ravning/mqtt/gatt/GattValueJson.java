// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.ravning.api.Bytes;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedField;
import org.ravning.mqtt.json.Json;
import org.ravning.profile.api.Value;

/** A characteristic's value as it is published: in hexadecimal, and decoded where its layout is known. */
final class GattValueJson {
    private GattValueJson() {}

    static JsonObject of(UUID characteristic, Bytes value, Instant at) {
        JsonObject json = new JsonObject();
        json.addProperty("value", value.hex());
        CharacteristicCodec.decode(characteristic, value).ifPresent(decoded -> {
            JsonObject fields = new JsonObject();
            decoded.fields().forEach(field -> add(fields, field));
            json.add("decoded", fields);
            json.addProperty("text", decoded.text());
        });
        json.addProperty("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
        return json;
    }

    private static void add(JsonObject fields, DecodedField field) {
        Object value = field.value();
        if (value instanceof BigDecimal number) {
            fields.add(field.name(), Json.of(Value.of(number)));
        } else if (value instanceof Boolean flag) {
            fields.addProperty(field.name(), flag);
        } else if (value != null) {
            fields.addProperty(field.name(), value.toString());
        } else {
            fields.add(field.name(), JsonNull.INSTANCE);
        }
    }
}
