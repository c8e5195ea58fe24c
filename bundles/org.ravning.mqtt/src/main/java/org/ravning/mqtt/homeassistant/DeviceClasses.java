// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;

/**
 * The device classes that Home Assistant knows, with the units that it accepts for each (developers.home-assistant.io,
 * sensor, binary sensor, number, event, switch). It refuses an entity with another, so such a class is left out.
 */
final class DeviceClasses {
    private static final int MOST_DECIMALS = 6;
    private static final Map<String, Set<String>> NUMBERS = new HashMap<>();
    private static final Set<String> FLAGS = Set.of(
            "battery",
            "battery_charging",
            "carbon_monoxide",
            "cold",
            "connectivity",
            "door",
            "garage_door",
            "gas",
            "heat",
            "light",
            "lock",
            "moisture",
            "motion",
            "moving",
            "occupancy",
            "opening",
            "plug",
            "power",
            "presence",
            "problem",
            "running",
            "safety",
            "smoke",
            "sound",
            "tamper",
            "update",
            "vibration",
            "window");
    private static final Set<String> EVENTS = Set.of("button", "doorbell", "motion");
    private static final Set<String> SWITCHES = Set.of("outlet", "switch");
    private static final Set<String> BUTTON_EVENTS = Set.of("press", "double_press", "triple_press", "long_press");
    private static final Set<String> GROWING = Set.of("energy", "gas", "water");
    private static final Map<String, Integer> DECIMALS = new HashMap<>();

    static {
        of("temperature", "°C", "°F", "K");
        of("humidity", "%");
        of("moisture", "%");
        of("battery", "%");
        of("voltage", "V", "mV");
        of("current", "A", "mA");
        of("power", "W", "kW");
        of("apparent_power", "VA");
        of("energy", "Wh", "kWh", "kJ", "MJ");
        of("pressure", "hPa", "mbar", "Pa", "kPa");
        of("atmospheric_pressure", "hPa", "mbar", "Pa", "kPa");
        of("illuminance", "lx");
        of("blood_glucose_concentration", "mg/dL", "mmol/L");
        of("carbon_dioxide", "ppm");
        of("carbon_monoxide", "ppm", "mg/m³", "µg/m³");
        of("volatile_organic_compounds", "µg/m³", "mg/m³");
        of("volatile_organic_compounds_parts", "ppm", "ppb");
        of("nitrogen_dioxide", "µg/m³", "ppm");
        of("nitrogen_monoxide", "µg/m³");
        of("ozone", "µg/m³", "ppm");
        of("pm1", "µg/m³");
        of("pm25", "µg/m³");
        of("pm4", "µg/m³");
        of("pm10", "µg/m³");
        of("conductivity", "µS/cm", "mS/cm", "S/cm");
        of("weight", "kg", "g", "mg", "lb");
        of("distance", "m", "mm", "cm", "km");
        of("speed", "m/s", "km/h");
        of("wind_speed", "m/s", "km/h");
        of("wind_direction", "°");
        of("precipitation", "mm", "cm");
        of("precipitation_intensity", "mm/h", "mm/d");
        of("duration", "s", "ms", "min", "h", "d");
        of("gas", "m³", "L");
        of("water", "m³", "L");
        of("volume", "m³", "L", "mL");
        of("volume_storage", "m³", "L", "mL");
        of("volume_flow_rate", "m³/h", "L/min");
        of("signal_strength", "dBm", "dB");
        of("sound_pressure", "dB", "dBA");
        of("frequency", "Hz", "kHz");
        of("irradiance", "W/m²");
        of("power_factor", "%", "");
        of("aqi", "");
        of("ph", "");
        decimals(
                0,
                "battery",
                "carbon_dioxide",
                "carbon_monoxide",
                "conductivity",
                "illuminance",
                "moisture",
                "signal_strength",
                "aqi");
        decimals(
                1,
                "temperature",
                "humidity",
                "pressure",
                "atmospheric_pressure",
                "power",
                "apparent_power",
                "pm1",
                "pm25",
                "pm4",
                "pm10",
                "speed",
                "wind_speed",
                "sound_pressure",
                "frequency");
        decimals(2, "voltage", "current", "energy", "weight", "distance", "ph");
    }

    private DeviceClasses() {}

    /** Returns the property's class if the component accepts it, else null. */
    static @Nullable String of(Property property, String component) {
        String name = property.deviceClass();
        if (name == null) {
            return isButton(property) ? "button" : null;
        }
        boolean known = switch (component) {
            case "sensor", "number" ->
                property.type() instanceof PropertyType.NumberType
                        && NUMBERS.getOrDefault(name, Set.of()).contains(unit(property));
            case "binary_sensor" -> FLAGS.contains(name);
            case "event" -> EVENTS.contains(name);
            case "switch" -> SWITCHES.contains(name);
            default -> false;
        };
        return known ? name : null;
    }

    private static boolean isButton(Property property) {
        return property.type() instanceof PropertyType.EventType event
                && event.types().stream().anyMatch(BUTTON_EVENTS::contains);
    }

    /** Returns how many decimals are worth showing of a sensor's number, or null if there is no telling. */
    static @Nullable Integer decimals(PropertyType.NumberType number, @Nullable String deviceClass) {
        BigDecimal step = number.step();
        if (step != null && step.signum() > 0) {
            return Math.min(MOST_DECIMALS, Math.max(0, step.stripTrailingZeros().scale()));
        }
        return deviceClass == null ? null : DECIMALS.get(deviceClass);
    }

    /** Returns the state class of a sensor's number: of those that go with the class, the one that fits. */
    static String stateClass(@Nullable String deviceClass) {
        if (deviceClass != null && GROWING.contains(deviceClass)) {
            return "total_increasing";
        }
        if ("volume".equals(deviceClass)) {
            return "total";
        }
        return "wind_direction".equals(deviceClass) ? "measurement_angle" : "measurement";
    }

    private static String unit(Property property) {
        return property.unit() == null ? "" : property.unit().symbol();
    }

    private static void decimals(int decimals, String... names) {
        for (String name : names) {
            DECIMALS.put(name, decimals);
        }
    }

    private static void of(String name, String... units) {
        NUMBERS.put(name, Set.of(units));
    }
}
