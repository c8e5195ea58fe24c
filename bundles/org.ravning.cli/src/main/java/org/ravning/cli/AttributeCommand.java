// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Attribute;
import org.ravning.api.BleConnection;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.codec.gatt.CharacteristicCodec;
import org.ravning.codec.gatt.DecodedValue;

/** What the commands share that read or write one attribute; their first word after DEVICE is CHAR. */
abstract class AttributeCommand extends DeviceCommand {
    @Override
    List<String> wordNames() {
        return List.of("CHAR (a UUID, or a handle #NN)");
    }

    @Override
    void check(List<String> rest) {
        word(rest);
    }

    final AttributeWord word(List<String> rest) {
        try {
            return AttributeWord.parse(rest.get(0));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** Prints a value as hex and, where its meaning is known, decoded. */
    final void printValue(BleConnection connection, Attribute attribute, Bytes value, Instant at) {
        DecodedValue decoded = attribute instanceof Characteristic
                ? CharacteristicCodec.decode(attribute.uuid(), value).orElse(null)
                : null;
        if (isJson()) {
            JsonObject object = describe(connection, attribute);
            object.addProperty("value", value.hex());
            if (decoded != null) {
                object.add("decoded", decodedJson(decoded));
            }
            object.addProperty("time", at.toString());
            print(object);
        } else {
            print(text(value, decoded));
        }
    }

    static JsonObject describe(BleConnection connection, Attribute attribute) {
        JsonObject object = new JsonObject();
        object.addProperty("device", connection.device().text());
        if (attribute instanceof Characteristic characteristic) {
            object.addProperty("service", characteristic.serviceUuid().toString());
            object.addProperty("characteristic", attribute.uuid().toString());
        } else {
            object.addProperty("descriptor", attribute.uuid().toString());
        }
        object.addProperty("handle", attribute.handle());
        return object;
    }

    private static String text(Bytes value, @Nullable DecodedValue decoded) {
        String hex = value.isEmpty() ? "(empty)" : value.hex();
        return decoded == null ? hex : hex + "  " + decoded.text();
    }

    private static JsonObject decodedJson(DecodedValue decoded) {
        JsonObject fields = new JsonObject();
        decoded.fields().forEach(field -> {
            JsonObject entry = new JsonObject();
            Object value = field.value();
            if (value instanceof Number number) {
                entry.addProperty("value", number);
            } else if (value instanceof Boolean truth) {
                entry.addProperty("value", truth);
            } else {
                entry.addProperty("value", value == null ? null : value.toString());
            }
            if (field.unit() != null) {
                entry.addProperty("unit", field.unit());
            }
            fields.add(field.name(), entry);
        });
        return fields;
    }
}
