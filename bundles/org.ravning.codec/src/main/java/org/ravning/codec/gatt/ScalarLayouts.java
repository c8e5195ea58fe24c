// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleUuid;
import org.ravning.codec.Decimals;

/** Characteristics that are one number. */
final class ScalarLayouts {
    private static final long NONE = Long.MIN_VALUE;

    private final Map<UUID, Layout> layouts;
    private final Map<UUID, NumberForm> forms;

    private ScalarLayouts(Map<UUID, Layout> layouts, Map<UUID, NumberForm> forms) {
        this.layouts = layouts;
        this.forms = forms;
    }

    static void addTo(Map<UUID, Layout> layouts, Map<UUID, NumberForm> forms) {
        ScalarLayouts scalars = new ScalarLayouts(layouts, forms);
        scalars.addDevice();
        scalars.addWeather();
        scalars.addAir();
        scalars.addBody();
        scalars.addElectrical();
    }

    private void addDevice() {
        unsigned(0x2A01, "appearance", 2, "1", null, NONE);
        signed(0x2A07, "tx_power", 1, "1", "dBm", NONE);
        unsigned(0x2A19, "battery_level", 1, "1", "%", NONE);
        unsigned(0x2A1D, "temperature_type", 1, "1", null, NONE);
        unsigned(0x2A21, "measurement_interval", 2, "1", "s", NONE);
        unsigned(0x2A58, "analog", 2, "1", null, NONE);
        unsigned(0x2A9A, "user_id", 1, "1", null, 0xFF);
        signed(0x2AAE, "latitude", 4, "1e-7", "°", NONE);
        signed(0x2AAF, "longitude", 4, "1e-7", "°", NONE);
    }

    private void addWeather() {
        signed(0x2A6C, "elevation", 3, "0.01", "m", NONE);
        unsigned(0x2A6D, "pressure", 4, "0.1", "Pa", NONE);
        signed(0x2A6E, "temperature", 2, "0.01", "°C", -0x8000);
        unsigned(0x2A6F, "humidity", 2, "0.01", "%", 0xFFFF);
        unsigned(0x2A70, "true_wind_speed", 2, "0.01", "m/s", NONE);
        unsigned(0x2A71, "true_wind_direction", 2, "0.01", "°", NONE);
        unsigned(0x2A72, "apparent_wind_speed", 2, "0.01", "m/s", NONE);
        unsigned(0x2A73, "apparent_wind_direction", 2, "0.01", "°", NONE);
        unsigned(0x2A74, "gust_factor", 1, "0.1", null, NONE);
        unsigned(0x2A75, "pollen_concentration", 3, "1", "1/m³", NONE);
        unsigned(0x2A76, "uv_index", 1, "1", null, NONE);
        unsigned(0x2A77, "irradiance", 2, "0.1", "W/m²", NONE);
        unsigned(0x2A78, "rainfall", 2, "1", "mm", NONE);
        signed(0x2A79, "wind_chill", 1, "1", "°C", NONE);
        signed(0x2A7A, "heat_index", 1, "1", "°C", NONE);
        signed(0x2A7B, "dew_point", 1, "1", "°C", NONE);
        unsigned(0x2C1B, "humidity", 1, "0.5", "%", 0xFF);
    }

    private void addAir() {
        unsigned(0x2AFB, "illuminance", 3, "0.01", "lx", 0xFFFFFF);
        unsigned(0x2C1C, "illuminance", 2, "1", "lx", 0xFFFF);
        unsigned(0x2B8C, "co2", 2, "1", "ppm", 0xFFFF);
        unsigned(0x2BE4, "noise", 1, "1", "dB", 0xFF);
        unsigned(0x2BE7, "voc", 2, "1", "ppb", 0xFFFF);
        sfloat(0x2BCF, "ammonia_concentration", "kg/m³");
        sfloat(0x2BD0, "carbon_monoxide_concentration", "kg/m³");
        sfloat(0x2BD1, "methane_concentration", "kg/m³");
        sfloat(0x2BD2, "nitrogen_dioxide_concentration", "kg/m³");
        sfloat(0x2BD3, "non_methane_volatile_organic_compounds_concentration", "kg/m³");
        sfloat(0x2BD4, "ozone_concentration", "kg/m³");
        sfloat(0x2BD5, "pm1_concentration", "kg/m³");
        sfloat(0x2BD6, "pm25_concentration", "kg/m³");
        sfloat(0x2BD7, "pm10_concentration", "kg/m³");
        sfloat(0x2BD8, "sulfur_dioxide_concentration", "kg/m³");
    }

    private void addBody() {
        unsigned(0x2A80, "age", 1, "1", "a", NONE);
        unsigned(0x2A8D, "heart_rate_max", 1, "1", "bpm", NONE);
        unsigned(0x2A8E, "height", 2, "0.01", "m", NONE);
        unsigned(0x2A92, "resting_heart_rate", 1, "1", "bpm", NONE);
        unsigned(0x2A98, "weight", 2, "0.005", "kg", NONE);
    }

    private void addElectrical() {
        unsigned(0x2AEE, "electric_current", 2, "0.01", "A", 0xFFFF);
        unsigned(0x2B18, "voltage", 2, "0.015625", "V", 0xFFFF);
    }

    private void unsigned(int uuid, String name, int width, String factor, @Nullable String unit, long unknown) {
        NumberForm form = new NumberForm(name, width, false, new BigDecimal(factor), unit);
        forms.put(BleUuid.of(uuid), form);
        layouts.put(BleUuid.of(uuid), reader -> add(reader, form, reader.unsigned(width), unknown));
    }

    private void signed(int uuid, String name, int width, String factor, @Nullable String unit, long unknown) {
        NumberForm form = new NumberForm(name, width, true, new BigDecimal(factor), unit);
        forms.put(BleUuid.of(uuid), form);
        layouts.put(BleUuid.of(uuid), reader -> add(reader, form, reader.signed(width), unknown));
    }

    private void sfloat(int uuid, String name, String unit) {
        layouts.put(BleUuid.of(uuid), reader -> reader.addSfloat(name, unit));
    }

    private static void add(FieldReader reader, NumberForm form, long number, long unknown) {
        BigDecimal told = number == unknown ? null : Decimals.times(number, form.factor());
        reader.addNumber(form.field(), told, form.unit());
    }
}
