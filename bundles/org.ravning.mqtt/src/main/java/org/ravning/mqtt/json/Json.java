// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.profile.api.Value;

/** Makes JSON of values. */
public final class Json {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private Json() {}

    /** Returns the text in UTF-8, nulls included. */
    public static Bytes bytes(JsonElement json) {
        return Bytes.ofUtf8(text(json));
    }

    /** Returns the text on one line, nulls included. */
    public static String text(JsonElement json) {
        return GSON.toJson(json);
    }

    /** Returns the value as it is: numbers exact, null if there is none. */
    public static JsonElement of(@Nullable Value value) {
        if (value instanceof Value.Numeric number) {
            return new JsonPrimitive(new PlainNumber(number.value()));
        }
        if (value instanceof Value.Bool bool) {
            return new JsonPrimitive(bool.value());
        }
        return value instanceof Value.Text text ? new JsonPrimitive(text.value()) : JsonNull.INSTANCE;
    }

    /** Returns the texts as an array. */
    public static JsonArray strings(Collection<String> texts) {
        JsonArray array = new JsonArray(texts.size());
        texts.forEach(array::add);
        return array;
    }

    /** Returns the text, or null if there is none. */
    public static JsonElement text(@Nullable String text) {
        return text == null ? JsonNull.INSTANCE : new JsonPrimitive(text);
    }
}
