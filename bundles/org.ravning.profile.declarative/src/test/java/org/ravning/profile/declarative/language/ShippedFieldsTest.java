// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.profile.api.DecodeContext;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Value;
import org.ravning.profile.declarative.ShippedProfiles;
import org.ravning.profile.declarative.decode.DeclarativeGattProfile;
import org.ravning.profile.declarative.decode.DeclarativeProfile;
import org.ravning.profile.declarative.yaml.Place;
import org.ravning.profile.declarative.yaml.Settings;
import org.ravning.profile.declarative.yaml.YamlText;
import org.ravning.testkit.vector.AdvertisementVector;

/** Every field of every shipped file with nothing but zeros and nothing but ones in it, and each byte at every value. */
class ShippedFieldsTest {
    private static final int[] WIDTHS = {1, 2, 3, 4, 6, 8, 32};

    private final Set<String> impossible = new TreeSet<>();
    private final Set<String> told = new TreeSet<>();

    @ParameterizedTest
    @MethodSource("shipped")
    void fields_allZeroAllOneAndEachByteAtEveryValue_tellNothingImpossible(String file) throws IOException {
        Place whole = YamlText.read(read("shipped/" + file), file);
        Profile profile = ProfileReader.read(read("shipped/" + file), file);
        List<Place> vectors = whole.entries().get("vectors").items();
        if (profile instanceof DeclarativeProfile broadcast) {
            vectors.forEach(vector -> sweep(broadcast, VectorReader.read(vector).advertisement()));
            AdvertisementVector.load(ShippedProfiles.class, "advertisements.json")
                    .forEach(vector -> sweep(broadcast, vector.advertisement()));
        } else if (profile instanceof DeclarativeGattProfile linked) {
            vectors.forEach(vector -> sweep(linked, vector));
        }

        assertThat(impossible).isEmpty();
        assertThat(told).containsAll(declared(whole));
    }

    private void sweep(DeclarativeProfile profile, Advertisement heard) {
        if (!(profile.decode(heard, DecodeContext.NONE) instanceof Decoded.Readings)) {
            return;
        }
        heard.manufacturerData().forEach((company, bytes) -> {
            Bytes whole = Bytes.ofInts(company & 0xFF, company >> 8).concat(bytes);
            changed(whole, other -> judge(profile.decode(withManufacturer(heard, other), DecodeContext.NONE)));
        });
        heard.serviceData()
                .forEach((uuid, bytes) -> changed(
                        bytes, other -> judge(profile.decode(withService(heard, uuid, other), DecodeContext.NONE))));
    }

    private void sweep(DeclarativeGattProfile profile, Place vector) {
        Settings settings = GattVector.read(vector).settings();
        if (!settings.has("value")) {
            return;
        }
        Bytes value = settings.require("value").map(Bytes::ofHex);
        profile.layout().reads().stream()
                .filter(read -> read.target()
                        .characteristic()
                        .equals(settings.require("characteristic").map(BleUuid::parse)))
                .forEach(read -> changed(value, other -> judge(profile.layout().decode(read, other))));
    }

    private static Advertisement withManufacturer(Advertisement heard, Bytes whole) {
        AdvertisingData.Builder data = named(heard);
        heard.serviceData().forEach(data::serviceData);
        data.manufacturerData(whole.u16le(0), whole.slice(2, whole.length()));
        return with(heard, data);
    }

    private static Advertisement withService(Advertisement heard, UUID service, Bytes bytes) {
        AdvertisingData.Builder data = named(heard);
        heard.manufacturerData().forEach(data::manufacturerData);
        data.serviceData(service, bytes);
        return with(heard, data);
    }

    private static AdvertisingData.Builder named(Advertisement heard) {
        AdvertisingData.Builder data = AdvertisingData.builder().localName(heard.localName());
        heard.serviceUuids().forEach(data::serviceUuid);
        return data;
    }

    private static Advertisement with(Advertisement heard, AdvertisingData.Builder data) {
        return new Advertisement(
                heard.device(), heard.heardBy(), heard.receivedAt(), heard.rssi(), heard.connectable(), data.build());
    }

    private static void changed(Bytes bytes, Consumer<Bytes> judge) {
        judge.accept(bytes);
        for (int at = 0; at < bytes.length(); at++) {
            for (int width : WIDTHS) {
                judge.accept(filled(bytes, at, width, 0));
                judge.accept(filled(bytes, at, width, 0xFF));
            }
            for (int value = 0; value < 256; value++) {
                judge.accept(filled(bytes, at, 1, value));
            }
        }
    }

    private static Bytes filled(Bytes bytes, int at, int width, int value) {
        byte[] changed = bytes.toArray();
        Arrays.fill(changed, at, Math.min(changed.length, at + width), (byte) value);
        return Bytes.of(changed, 0, changed.length);
    }

    private void judge(Decoded decoded) {
        if (decoded instanceof Decoded.Readings readings) {
            readings.events().forEach(event -> told.add(event.property().name().replaceFirst("_[0-9]+$", "")));
            for (Reading reading : readings.readings()) {
                told.add(reading.property().name());
                if (reading.value() instanceof Value.Numeric number
                        && !isPossible(reading.property(), number.value())) {
                    impossible.add(reading.property().name() + " " + number);
                }
            }
        }
    }

    private static boolean isPossible(Property property, BigDecimal value) {
        String kind = property.deviceClass();
        double number = value.doubleValue();
        if (kind == null) {
            return true;
        }
        return switch (kind) {
            case "humidity", "moisture", "battery" -> number >= 0 && number <= 100;
            case "temperature" -> number >= -273.15 && number <= 1800.1;
            case "atmospheric_pressure" -> number >= 100 && number <= 1300;
            case "voltage" -> number >= 0 && number <= 30;
            case "carbon_dioxide" -> number >= 0 && number < 65_535;
            default -> true;
        };
    }

    // What a file names, but for what only calculations use and what numbers, models and packets are told by.
    private static List<String> declared(Place whole) {
        List<String> names = new ArrayList<>();
        collect(whole, names);
        return names;
    }

    private static void collect(Place place, List<String> names) {
        if (place.isMapping()) {
            place.entries().forEach((name, content) -> {
                if (name.equals("fields") || name.equals("header")) {
                    content.entries().keySet().stream()
                            .filter(field -> !field.startsWith("_"))
                            .forEach(names::add);
                } else if (!name.equals("vectors") && !content.isScalar()) {
                    collect(content, names);
                }
            });
        } else if (!place.isScalar()) {
            place.items().forEach(item -> collect(item, names));
        }
    }

    private static Stream<String> shipped() throws IOException {
        return Stream.of(read("shipped/index.txt").split("\\s+"));
    }

    private static String read(String name) throws IOException {
        try (InputStream bytes = Objects.requireNonNull(ShippedProfiles.class.getResourceAsStream(name), name)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
