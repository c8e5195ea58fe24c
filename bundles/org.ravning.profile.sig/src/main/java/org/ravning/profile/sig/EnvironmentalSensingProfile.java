// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.sig;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.ravning.api.GattDatabase;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Unit;

/** Environmental Sensing Service: weather and air. Asked every five minutes, because most such devices have a battery. */
@Component(service = GattProfile.class)
public final class EnvironmentalSensingProfile extends SigProfile {
    private static final Map<Integer, FieldReading> FIELDS = new LinkedHashMap<>();

    // Powers of ten: pascals to hectopascals, ppb to ppm, kilograms to micrograms.
    static {
        addWeather();
        addAir();
    }

    /** Creates it. */
    public EnvironmentalSensingProfile() {
        super(
                "sig-environmental-sensing",
                "Environmental sensor",
                0x181A,
                new ConnectionPolicy.Poll(Duration.ofMinutes(5)));
    }

    @Override
    public GattPlan plan(GattDatabase database) {
        List<GattPlan.Source> sources = new ArrayList<>();
        FIELDS.forEach((type, field) ->
                Sources.add(sources, Sources.find(database, service(), type), model(), List.of(field)));
        return new GattPlan(sources, List.of());
    }

    private static void addWeather() {
        add(0x2A6E, "temperature", "Temperature", Unit.CELSIUS, "temperature");
        add(0x2A6F, "humidity", "Humidity", Unit.PERCENT, "humidity");
        FIELDS.put(
                0x2A6D,
                new FieldReading(
                        "pressure",
                        Property.number("pressure", "Pressure", Unit.HECTOPASCAL, "atmospheric_pressure"),
                        -2));
        FIELDS.put(
                0x2AA3,
                FieldReading.of("barometric_pressure_trend", Property.text("pressure_trend", "Pressure trend")));
        add(0x2A6C, "elevation", "Elevation", Unit.METRE, "distance");
        add(0x2A70, "true_wind_speed", "Wind speed", Unit.METRE_PER_SECOND, "wind_speed");
        add(0x2A71, "true_wind_direction", "Wind direction", Unit.DEGREE, null);
        add(0x2A72, "apparent_wind_speed", "Apparent wind speed", Unit.METRE_PER_SECOND, "wind_speed");
        add(0x2A73, "apparent_wind_direction", "Apparent wind direction", Unit.DEGREE, null);
        add(0x2A74, "gust_factor", "Gust factor", null, null);
        add(0x2A76, "uv_index", "UV index", null, null);
        add(0x2A77, "irradiance", "Irradiance", Unit.WATT_PER_SQUARE_METRE, "irradiance");
        add(0x2A78, "rainfall", "Rainfall", Unit.MILLIMETRE, "precipitation");
        add(0x2A79, "wind_chill", "Wind chill", Unit.CELSIUS, "temperature");
        add(0x2A7A, "heat_index", "Heat index", Unit.CELSIUS, "temperature");
        add(0x2A7B, "dew_point", "Dew point", Unit.CELSIUS, "temperature");
        add(0x2AFB, "illuminance", "Illuminance", Unit.LUX, "illuminance");
    }

    private static void addAir() {
        add(0x2B8C, "co2", "CO2", Unit.PARTS_PER_MILLION, "carbon_dioxide");
        add(0x2BE4, "noise", "Noise", Unit.DECIBEL, "sound_pressure");
        FIELDS.put(
                0x2BE7,
                new FieldReading(
                        "voc",
                        Property.number("voc", "VOC", Unit.PARTS_PER_MILLION, "volatile_organic_compounds_parts"),
                        -3));
        addConcentration(0x2BD2, "nitrogen_dioxide", "Nitrogen dioxide");
        addConcentration(0x2BD4, "ozone", "Ozone");
        addConcentration(0x2BD5, "pm1", "PM1");
        addConcentration(0x2BD6, "pm25", "PM2.5");
        addConcentration(0x2BD7, "pm10", "PM10");
    }

    private static void add(int type, String name, String label, @Nullable Unit unit, @Nullable String deviceClass) {
        FIELDS.put(type, FieldReading.of(name, Property.number(name, label, unit, deviceClass)));
    }

    private static void addConcentration(int type, String name, String label) {
        Property property = Property.number(name, label, Unit.MICROGRAM_PER_CUBIC_METRE, name);
        FIELDS.put(type, new FieldReading(name + "_concentration", property, 9));
    }
}
