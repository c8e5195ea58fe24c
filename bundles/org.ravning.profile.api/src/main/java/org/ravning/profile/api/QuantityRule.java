// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which units a quantity can have (developers.home-assistant.io, sensor and number device classes): a temperature is not told
 * in per cent. Classes that are not listed have no rule.
 */
final class QuantityRule {
    private static final Map<String, Set<Unit>> UNITS = new HashMap<>();
    /** Classes of numbers without a unit, or that may go without. */
    private static final Set<String> BARE = Set.of("aqi", "ph", "power_factor");
    /** What a property of that name is, also if it has no class. */
    private static final Map<String, String> NAMES = Map.of(
            "temperature", "temperature",
            "humidity", "humidity",
            "battery", "battery",
            "illuminance", "illuminance",
            "co2", "carbon_dioxide",
            "conductivity", "conductivity");

    static {
        allow("temperature", Unit.CELSIUS);
        allow("humidity", Unit.PERCENT);
        allow("moisture", Unit.PERCENT);
        allow("battery", Unit.PERCENT);
        allow("voltage", Unit.VOLT);
        allow("current", Unit.AMPERE);
        allow("power", Unit.WATT);
        allow("apparent_power", Unit.VOLT_AMPERE);
        allow("energy", Unit.WATT_HOUR, Unit.KILOWATT_HOUR, Unit.KILOJOULE);
        allow("pressure", Unit.HECTOPASCAL, Unit.BAR, Unit.MILLIMETRE_OF_MERCURY);
        allow("atmospheric_pressure", Unit.HECTOPASCAL, Unit.BAR, Unit.MILLIMETRE_OF_MERCURY);
        allow("illuminance", Unit.LUX);
        allow("irradiance", Unit.WATT_PER_SQUARE_METRE);
        allow("carbon_dioxide", Unit.PARTS_PER_MILLION);
        allow(
                "carbon_monoxide",
                Unit.PARTS_PER_MILLION,
                Unit.MILLIGRAM_PER_CUBIC_METRE,
                Unit.MICROGRAM_PER_CUBIC_METRE);
        allow("volatile_organic_compounds", Unit.MICROGRAM_PER_CUBIC_METRE, Unit.MILLIGRAM_PER_CUBIC_METRE);
        allow("volatile_organic_compounds_parts", Unit.PARTS_PER_MILLION);
        allow("nitrogen_dioxide", Unit.MICROGRAM_PER_CUBIC_METRE, Unit.PARTS_PER_MILLION);
        allow("nitrogen_monoxide", Unit.MICROGRAM_PER_CUBIC_METRE, Unit.PARTS_PER_MILLION);
        allow("ozone", Unit.MICROGRAM_PER_CUBIC_METRE, Unit.PARTS_PER_MILLION);
        for (String dust : new String[] {"pm1", "pm25", "pm4", "pm10"}) {
            allow(dust, Unit.MICROGRAM_PER_CUBIC_METRE);
        }
        allow("conductivity", Unit.MICROSIEMENS_PER_CENTIMETRE);
        allow("blood_glucose_concentration", Unit.MILLIGRAM_PER_DECILITRE);
        allow("weight", Unit.KILOGRAM);
        allow("distance", Unit.METRE, Unit.MILLIMETRE);
        allow("speed", Unit.METRE_PER_SECOND);
        allow("wind_speed", Unit.METRE_PER_SECOND);
        allow("wind_direction", Unit.DEGREE);
        allow("precipitation", Unit.MILLIMETRE);
        allow("duration", Unit.SECOND, Unit.MINUTE, Unit.MILLISECOND);
        for (String volume : new String[] {"gas", "water", "volume", "volume_storage"}) {
            allow(volume, Unit.CUBIC_METRE, Unit.LITRE, Unit.MILLILITRE);
        }
        allow("volume_flow_rate", Unit.CUBIC_METRE_PER_HOUR, Unit.LITRE_PER_HOUR);
        allow("signal_strength", Unit.DECIBEL_MILLIWATT, Unit.DECIBEL);
        allow("sound_pressure", Unit.DECIBEL);
        allow("frequency", Unit.HERTZ);
        allow("power_factor", Unit.PERCENT);
        allow("aqi");
        allow("ph");
    }

    private QuantityRule() {}

    private static void allow(String quantity, Unit... units) {
        Set<Unit> set = EnumSet.noneOf(Unit.class);
        set.addAll(Arrays.asList(units));
        UNITS.put(quantity, set);
    }

    /** Returns why a number of that name and class cannot have that unit, or nothing if it can. */
    static Optional<String> reject(String name, @Nullable String deviceClass, @Nullable Unit unit) {
        String quantity = deviceClass != null ? deviceClass : unit == null ? null : quantity(name);
        Set<Unit> allowed = quantity == null ? null : UNITS.get(quantity);
        if (allowed == null || (unit == null ? BARE.contains(quantity) : allowed.contains(unit))) {
            return Optional.empty();
        }
        String expected = allowed.isEmpty()
                ? "without a unit"
                : "in " + allowed.stream().map(Unit::symbol).collect(Collectors.joining(" or "));
        return Optional.of(name + ": " + quantity + " is told " + expected + ", not "
                + (unit == null ? "without one" : "in " + unit));
    }

    /** Returns the quantity that the name says: {@code temperature_2} is a temperature. */
    private static @Nullable String quantity(String name) {
        return NAMES.get(name.replaceFirst("_\\d+$", ""));
    }
}
