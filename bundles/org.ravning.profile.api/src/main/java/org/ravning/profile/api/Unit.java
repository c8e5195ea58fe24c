// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.Optional;

/** The units that values are published in; the symbols are those of Home Assistant. */
public enum Unit {
    /** Degrees Celsius. */
    CELSIUS("°C"),
    /** Per cent. */
    PERCENT("%"),
    /** Hectopascal, 100 Pa. */
    HECTOPASCAL("hPa"),
    /** Bar, 100,000 Pa. */
    BAR("bar"),
    /** Lux. */
    LUX("lx"),
    /** Volt. */
    VOLT("V"),
    /** Ampere. */
    AMPERE("A"),
    /** Ampere-hour. */
    AMPERE_HOUR("Ah"),
    /** Volt-ampere. */
    VOLT_AMPERE("VA"),
    /** Watt. */
    WATT("W"),
    /** Watt-hour. */
    WATT_HOUR("Wh"),
    /** Kilowatt-hour. */
    KILOWATT_HOUR("kWh"),
    /** Kilojoule. */
    KILOJOULE("kJ"),
    /** Kilogram. */
    KILOGRAM("kg"),
    /** Newton. */
    NEWTON("N"),
    /** Newton metre. */
    NEWTON_METRE("Nm"),
    /** Millimetre of mercury, 133.322 Pa. */
    MILLIMETRE_OF_MERCURY("mmHg"),
    /** Ohm. */
    OHM("Ω"),
    /** Microsiemens per centimetre. */
    MICROSIEMENS_PER_CENTIMETRE("µS/cm"),
    /** Microgram per cubic metre. */
    MICROGRAM_PER_CUBIC_METRE("µg/m³"),
    /** Milligram per cubic metre. */
    MILLIGRAM_PER_CUBIC_METRE("mg/m³"),
    /** Milligram per decilitre. */
    MILLIGRAM_PER_DECILITRE("mg/dL"),
    /** Parts per million. */
    PARTS_PER_MILLION("ppm"),
    /** Becquerel per cubic metre. */
    BECQUEREL_PER_CUBIC_METRE("Bq/m³"),
    /** Metre per second squared. */
    METRE_PER_SECOND_SQUARED("m/s²"),
    /** Standard gravity, 9.80665 m/s². */
    STANDARD_GRAVITY("g"),
    /** Thousandth of standard gravity. */
    MILLIGRAVITY("mG"),
    /** Metre per second. */
    METRE_PER_SECOND("m/s"),
    /** Metre. */
    METRE("m"),
    /** Millimetre. */
    MILLIMETRE("mm"),
    /** Litre. */
    LITRE("L"),
    /** Millilitre. */
    MILLILITRE("mL"),
    /** Cubic metre. */
    CUBIC_METRE("m³"),
    /** Cubic metre per hour. */
    CUBIC_METRE_PER_HOUR("m³/h"),
    /** Litre per hour. */
    LITRE_PER_HOUR("L/h"),
    /** Degree of arc. */
    DEGREE("°"),
    /** Degree per second. */
    DEGREE_PER_SECOND("°/s"),
    /** Revolutions per minute. */
    REVOLUTIONS_PER_MINUTE("rpm"),
    /** Times per minute. */
    PER_MINUTE("1/min"),
    /** Beats per minute. */
    BEATS_PER_MINUTE("bpm"),
    /** Second. */
    SECOND("s"),
    /** Minute. */
    MINUTE("min"),
    /** Millisecond. */
    MILLISECOND("ms"),
    /** Hertz. */
    HERTZ("Hz"),
    /** Decibel. */
    DECIBEL("dB"),
    /** Decibel over one milliwatt. */
    DECIBEL_MILLIWATT("dBm"),
    /** Watt per square metre. */
    WATT_PER_SQUARE_METRE("W/m²");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the symbol, such as {@code °C}. */
    public String symbol() {
        return symbol;
    }

    /** Returns the unit with that symbol. */
    public static Optional<Unit> ofSymbol(String symbol) {
        for (Unit unit : values()) {
            if (unit.symbol.equals(symbol)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return symbol;
    }
}
