// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.Decimals;

/** Characteristics of Airthings sensors; the layouts are those of the maker's own library airthings-ble. */
final class AirthingsLayouts {
    private static final int NO_VALUE = 0xFFFF;
    private static final BigDecimal ZERO_CELSIUS = new BigDecimal("273.15");

    private AirthingsLayouts() {}

    static void addTo(Map<UUID, Layout> layouts) {
        layouts.put(UUID.fromString("b42e1348-ade7-11e4-89d3-123b93f75cba"), AirthingsLayouts::addIlluminance);
        layouts.put(UUID.fromString("b42e2a68-ade7-11e4-89d3-123b93f75cba"), AirthingsLayouts::wavePlus);
        layouts.put(UUID.fromString("b42e4dcc-ade7-11e4-89d3-123b93f75cba"), AirthingsLayouts::wave);
        layouts.put(UUID.fromString("b42e3b98-ade7-11e4-89d3-123b93f75cba"), AirthingsLayouts::waveMini);
    }

    private static void wavePlus(FieldReader reader) {
        reader.skip(1);
        reader.addFraction("humidity", 1, 2, "%");
        addIlluminance(reader);
        reader.skip(1);
        addRadon(reader);
        add(reader, "temperature", "0.01", "°C");
        add(reader, "pressure", "0.02", "hPa");
        add(reader, "co2", "1", "ppm");
        add(reader, "voc", "1", "ppb");
    }

    private static void wave(FieldReader reader) {
        reader.skip(1);
        reader.addFraction("humidity", 1, 2, "%");
        reader.skip(2);
        addRadon(reader);
        add(reader, "temperature", "0.01", "°C");
    }

    private static void waveMini(FieldReader reader) {
        addIlluminance(reader);
        reader.skip(1);
        BigDecimal kelvin = next(reader, "0.01");
        reader.addNumber("temperature", kelvin == null ? null : Decimals.plain(kelvin.subtract(ZERO_CELSIUS)), "°C");
        add(reader, "pressure", "0.02", "hPa");
        add(reader, "humidity", "0.01", "%");
        add(reader, "voc", "1", "ppb");
    }

    private static void addIlluminance(FieldReader reader) {
        reader.addNumber("illuminance", BigDecimal.valueOf(reader.u8() * 100L / 255), "%");
    }

    private static void addRadon(FieldReader reader) {
        add(reader, "radon_1day_avg", "1", "Bq/m³");
        add(reader, "radon_longterm_avg", "1", "Bq/m³");
    }

    private static void add(FieldReader reader, String name, String factor, String unit) {
        reader.addNumber(name, next(reader, factor), unit);
    }

    private static @Nullable BigDecimal next(FieldReader reader, String factor) {
        int number = reader.u16();
        return number == NO_VALUE ? null : Decimals.times(number, new BigDecimal(factor));
    }
}
