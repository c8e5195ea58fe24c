// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.OpaqueDeviceId;
import org.ravning.codec.AdvertisingDataParser;
import org.ravning.codec.ParsedAdvertisingData;
import org.ravning.profile.api.DecodeContext;

/**
 * Makes frames of lines of JSON. Every field may be missing or null; fields that are not listed in docs/cli.md are
 * ignored. What {@code ad} carries counts too, and the other fields are put over it.
 */
final class FrameParser {
    private static final AdapterId NO_ADAPTER = new AdapterId("none", "text");
    private static final DeviceId NO_ADDRESS = new OpaqueDeviceId(new UUID(0, 0));
    private static final int MAX_COMPANY = 0xFFFF;

    private FrameParser() {}

    static Frame parse(String line) throws BadLineException {
        JsonObject object = object(line);
        AdvertisingData.Builder data = AdvertisingData.builder();
        String defect = addAdvertisingData(object, data);
        String name = text(object, "name");
        if (name != null) {
            data.localName(name);
        }
        for (JsonElement uuid : list(object, "serviceUuids")) {
            data.serviceUuid(read("serviceUuids", string("serviceUuids", uuid), BleUuid::parse));
        }
        for (Map.Entry<String, JsonElement> entry : fields(object, "manufacturerData")) {
            data.manufacturerData(
                    read("manufacturerData", entry.getKey(), FrameParser::company),
                    read("manufacturerData", string("manufacturerData", entry.getValue()), Bytes::ofHex));
        }
        for (Map.Entry<String, JsonElement> entry : fields(object, "serviceData")) {
            data.serviceData(
                    read("serviceData", entry.getKey(), BleUuid::parse),
                    read("serviceData", string("serviceData", entry.getValue()), Bytes::ofHex));
        }
        DeviceId device = optional(object, "address", text -> DeviceAddress.of(text, AddressType.UNKNOWN));
        Integer rssi = optional(object, "rssi", FrameParser::rssi);
        return new Frame(
                new Advertisement(
                        device == null ? NO_ADDRESS : device,
                        NO_ADAPTER,
                        Instant.EPOCH,
                        rssi == null ? Advertisement.RSSI_UNAVAILABLE : rssi,
                        null,
                        data.build()),
                new DecodeContext(optional(object, "key", Bytes::ofHex), text(object, "device")),
                defect);
    }

    private static JsonObject object(String line) throws BadLineException {
        try (JsonReader reader = new JsonReader(new StringReader(line))) {
            reader.setStrictness(Strictness.STRICT);
            JsonElement element = JsonParser.parseReader(reader);
            if (!element.isJsonObject()) {
                throw new BadLineException("not a JSON object");
            }
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new BadLineException("more than one JSON object");
            }
            return element.getAsJsonObject();
        } catch (JsonParseException | IOException e) {
            throw new BadLineException("not JSON");
        }
    }

    // Returns what is wrong with the structures.
    private static @Nullable String addAdvertisingData(JsonObject object, AdvertisingData.Builder data)
            throws BadLineException {
        Bytes raw = optional(object, "ad", Bytes::ofHex);
        if (raw == null) {
            return null;
        }
        ParsedAdvertisingData parsed = AdvertisingDataParser.parse(raw);
        AdvertisingData told = parsed.data();
        data.raw(raw)
                .localName(told.localName())
                .txPower(told.txPower())
                .flags(told.flags())
                .appearance(told.appearance());
        told.serviceUuids().forEach(data::serviceUuid);
        told.manufacturerData().forEach(data::manufacturerData);
        told.serviceData().forEach(data::serviceData);
        return parsed.defect();
    }

    private static int company(String text) {
        if (!text.toLowerCase(Locale.ROOT).startsWith("0x")) {
            throw new IllegalArgumentException("a company is written 0x0499, not \"" + text + "\"");
        }
        int company = Integer.parseInt(text.substring(2), 16);
        if (company < 0 || company > MAX_COMPANY) {
            throw new IllegalArgumentException("a company has 16 bits, not " + text);
        }
        return company;
    }

    private static int rssi(String text) {
        int dBm = Integer.parseInt(text);
        if (dBm < -127 || dBm > Advertisement.RSSI_UNAVAILABLE) {
            throw new IllegalArgumentException("-127 to 127 dBm, not " + text);
        }
        return dBm;
    }

    private static <T> @Nullable T optional(JsonObject object, String field, Function<String, T> reader)
            throws BadLineException {
        String text = text(object, field);
        return text == null ? null : read(field, text, reader);
    }

    private static <T> T read(String field, String text, Function<String, T> reader) throws BadLineException {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadLineException(field + ": "
                    + (e instanceof NumberFormatException ? "not a whole number" : String.valueOf(e.getMessage())));
        }
    }

    private static @Nullable String text(JsonObject object, String field) throws BadLineException {
        JsonElement value = object.get(field);
        return value == null || value.isJsonNull() ? null : string(field, value);
    }

    private static String string(String field, JsonElement value) throws BadLineException {
        if (value instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
            return primitive.getAsString();
        }
        throw new BadLineException(field + ": a text is expected");
    }

    private static List<JsonElement> list(JsonObject object, String field) throws BadLineException {
        JsonElement value = object.get(field);
        if (value == null || value.isJsonNull()) {
            return List.of();
        }
        if (!value.isJsonArray()) {
            throw new BadLineException(field + ": a list is expected");
        }
        return value.getAsJsonArray().asList();
    }

    private static Iterable<Map.Entry<String, JsonElement>> fields(JsonObject object, String field)
            throws BadLineException {
        JsonElement value = object.get(field);
        if (value == null || value.isJsonNull()) {
            return List.of();
        }
        if (!value.isJsonObject()) {
            throw new BadLineException(field + ": an object is expected");
        }
        return value.getAsJsonObject().entrySet();
    }
}
