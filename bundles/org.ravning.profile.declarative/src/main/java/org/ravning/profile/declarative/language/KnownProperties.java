// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.language;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Category;
import org.ravning.profile.api.Unit;

/**
 * What is usual for a property of a name, so that a profile need not say it: {@code temperature} is in °C. A longer name
 * takes what the words in it say: {@code temperature_probe_1}.
 */
final class KnownProperties {
    private static final Map<String, Usual> NUMBERS = new HashMap<>();
    private static final Map<String, Usual> FLAGS = new HashMap<>();
    private static final Map<String, String> WORDS = Map.of(
            "co2", "CO2", "pm1", "PM1", "pm25", "PM2.5", "pm4", "PM4", "pm10", "PM10", "tvoc", "TVOC", "voc", "VOC",
            "nox", "NOx", "aqi", "AQI");

    static {
        number("temperature", Unit.CELSIUS, "temperature");
        number("dew_point", Unit.CELSIUS, "temperature");
        number("humidity", Unit.PERCENT, "humidity");
        number("moisture", Unit.PERCENT, "moisture");
        number("pressure", Unit.HECTOPASCAL, "atmospheric_pressure");
        number("illuminance", Unit.LUX, "illuminance");
        number("conductivity", Unit.MICROSIEMENS_PER_CENTIMETRE, "conductivity");
        number("co2", Unit.PARTS_PER_MILLION, "carbon_dioxide");
        number("pm1", Unit.MICROGRAM_PER_CUBIC_METRE, "pm1");
        number("pm25", Unit.MICROGRAM_PER_CUBIC_METRE, "pm25");
        number("pm4", Unit.MICROGRAM_PER_CUBIC_METRE, null);
        number("pm10", Unit.MICROGRAM_PER_CUBIC_METRE, "pm10");
        number("tvoc", Unit.MICROGRAM_PER_CUBIC_METRE, "volatile_organic_compounds");
        number("aqi", null, "aqi");
        number("radon", Unit.BECQUEREL_PER_CUBIC_METRE, null);
        number("power", Unit.WATT, "power");
        number("energy", Unit.KILOWATT_HOUR, "energy");
        number("current", Unit.AMPERE, "current");
        number("weight", Unit.KILOGRAM, "weight");
        number("impedance", Unit.OHM, null);
        number("distance", Unit.MILLIMETRE, "distance");
        number("tank_level", Unit.MILLIMETRE, "distance");
        number("volume", Unit.LITRE, null);
        number("heart_rate", Unit.BEATS_PER_MINUTE, null);
        number("acceleration", Unit.STANDARD_GRAVITY, null);
        number("roll", Unit.DEGREE, null);
        number("pitch", Unit.DEGREE, null);
        number("position", Unit.PERCENT, null);
        diagnostic("battery", Unit.PERCENT, "battery");
        diagnostic("voltage", Unit.VOLT, "voltage");
        diagnostic("uptime", Unit.SECOND, "duration");
        diagnostic("tx_power", Unit.DECIBEL_MILLIWATT, "signal_strength");
        for (String name : Arrays.asList(
                "door",
                "garage_door",
                "gas",
                "heat",
                "light",
                "lock",
                "motion",
                "moving",
                "occupancy",
                "opening",
                "presence",
                "problem",
                "running",
                "safety",
                "smoke",
                "sound",
                "tamper",
                "vibration",
                "window")) {
            FLAGS.put(name, new Usual(null, name, Category.PRIMARY));
        }
        FLAGS.put("moisture_detected", new Usual(null, "moisture", Category.PRIMARY));
        FLAGS.put("gas_detected", new Usual(null, "gas", Category.PRIMARY));
        FLAGS.put("power_on", new Usual(null, "power", Category.PRIMARY));
        FLAGS.put("battery_low", new Usual(null, "battery", Category.DIAGNOSTIC));
        FLAGS.put("charging", new Usual(null, "battery_charging", Category.DIAGNOSTIC));
    }

    private KnownProperties() {}

    /**
     * What is usual.
     *
     * @param unit the unit
     * @param deviceClass Home Assistant's device class
     * @param category how much people care for it
     */
    record Usual(@Nullable Unit unit, @Nullable String deviceClass, Category category) {
        static final Usual NOTHING = new Usual(null, null, Category.PRIMARY);
    }

    private static void number(String name, @Nullable Unit unit, @Nullable String deviceClass) {
        NUMBERS.put(name, new Usual(unit, deviceClass, Category.PRIMARY));
    }

    private static void diagnostic(String name, Unit unit, String deviceClass) {
        NUMBERS.put(name, new Usual(unit, deviceClass, Category.DIAGNOSTIC));
    }

    static Usual ofNumber(String name) {
        return find(NUMBERS, name);
    }

    static Usual ofFlag(String name) {
        return find(FLAGS, name);
    }

    /** Returns the label of a name: {@code pm25_probe_1} is "PM2.5 probe 1". */
    static String label(String name) {
        StringBuilder label = new StringBuilder();
        for (String word : name.split("_", -1)) {
            label.append(label.length() == 0 ? "" : " ").append(WORDS.getOrDefault(word, word));
        }
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    // The longest run of words that is known; of equals the last.
    private static Usual find(Map<String, Usual> known, String name) {
        String[] words = name.split("_", -1);
        for (int length = words.length; length > 0; length--) {
            for (int from = words.length - length; from >= 0; from--) {
                Usual usual = known.get(String.join("_", Arrays.copyOfRange(words, from, from + length)));
                if (usual != null) {
                    return usual;
                }
            }
        }
        return Usual.NOTHING;
    }
}
