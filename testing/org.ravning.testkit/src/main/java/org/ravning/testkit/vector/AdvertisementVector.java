// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.vector;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.AddressType;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.codec.AdvertisingDataParser;
import org.ravning.profile.api.DecodeContext;

/**
 * An advertisement with the values it must decode to. A file of them is a JSON array; the fields of a record are those
 * that {@link #of} reads, and {@code license} and {@code source}, which name its origin.
 *
 * @param id the record's name
 * @param advertisement what was heard
 * @param context the key, if the record has one, and the model, if the bytes alone do not name it
 * @param expected the readings, by property name
 * @param events the events, each with {@code type} and {@code value}
 * @param rejectReason why nothing may be decoded, or null
 */
public record AdvertisementVector(
        String id,
        Advertisement advertisement,
        DecodeContext context,
        JsonObject expected,
        List<JsonObject> events,
        @Nullable String rejectReason) {
    private static final AdapterId ADAPTER = new AdapterId("test", "air");

    /** Reads the records of a resource beside a class. */
    public static List<AdvertisementVector> load(Class<?> beside, String resource) {
        try (InputStream bytes = Objects.requireNonNull(beside.getResourceAsStream(resource), resource);
                InputStreamReader text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
            List<AdvertisementVector> vectors = new ArrayList<>();
            for (JsonElement element : JsonParser.parseReader(text).getAsJsonArray()) {
                vectors.add(of(element.getAsJsonObject()));
            }
            return vectors;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the id, as the name of a parameterized test. */
    @Override
    public String toString() {
        return id;
    }

    /** Reads a record. */
    public static AdvertisementVector of(JsonObject vector) {
        String address = text(vector, "address");
        DeviceAddress device = DeviceAddress.of(address == null ? "00:00:5E:00:53:00" : address, AddressType.PUBLIC);
        JsonElement rssi = vector.get("rssi");
        String key = text(vector, "key");
        JsonArray events = vector.getAsJsonArray("events");
        return new AdvertisementVector(
                vector.get("id").getAsString(),
                new Advertisement(
                        device,
                        ADAPTER,
                        Instant.EPOCH,
                        rssi.isJsonNull() ? Advertisement.RSSI_UNAVAILABLE : rssi.getAsInt(),
                        null,
                        data(vector)),
                new DecodeContext(
                        key == null ? null : Bytes.ofHex(key),
                        vector.has("deviceHint") ? text(vector, "device") : null),
                vector.getAsJsonObject("expected"),
                events.asList().stream().map(JsonElement::getAsJsonObject).toList(),
                text(vector, "rejectReason"));
    }

    private static AdvertisingData data(JsonObject vector) {
        String raw = text(vector, "ad");
        AdvertisingData told = raw == null
                ? AdvertisingData.EMPTY
                : AdvertisingDataParser.parse(Bytes.ofHex(raw)).data();
        AdvertisingData.Builder data = AdvertisingData.builder()
                .raw(told.raw())
                .localName(text(vector, "name") == null ? told.localName() : text(vector, "name"));
        told.serviceUuids().forEach(data::serviceUuid);
        told.manufacturerData().forEach(data::manufacturerData);
        told.serviceData().forEach(data::serviceData);
        vector.getAsJsonArray("serviceUuids").forEach(u -> data.serviceUuid(BleUuid.parse(u.getAsString())));
        for (Map.Entry<String, JsonElement> entry :
                vector.getAsJsonObject("manufacturerData").entrySet()) {
            int company = Integer.decode(entry.getKey().toLowerCase(Locale.ROOT));
            data.manufacturerData(company, Bytes.ofHex(entry.getValue().getAsString()));
        }
        for (Map.Entry<String, JsonElement> entry :
                vector.getAsJsonObject("serviceData").entrySet()) {
            data.serviceData(
                    BleUuid.parse(entry.getKey()), Bytes.ofHex(entry.getValue().getAsString()));
        }
        return data.build();
    }

    private static @Nullable String text(JsonObject vector, String field) {
        JsonElement value = vector.get(field);
        return value == null || value.isJsonNull() ? null : value.getAsString();
    }
}
