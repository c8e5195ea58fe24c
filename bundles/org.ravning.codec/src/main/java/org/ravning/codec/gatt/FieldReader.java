// SPDX-License-Identifier: Apache-2.0
package org.ravning.codec.gatt;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.codec.Decimals;
import org.ravning.codec.MedicalFloat;

/** A place in a value, and the fields that were read on the way there. */
final class FieldReader {
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final Bytes value;
    private final List<DecodedField> fields = new ArrayList<>();
    private int at;

    FieldReader(Bytes value) {
        this.value = value;
    }

    /** The value ends before the layout does. */
    @SuppressWarnings("serial")
    static final class TooShort extends RuntimeException {
        private TooShort() {
            super("the value is too short", null, false, false);
        }
    }

    List<DecodedField> fields() {
        return fields;
    }

    int remaining() {
        return value.length() - at;
    }

    void skip(int count) {
        advance(count);
    }

    int u8() {
        return (int) unsigned(1);
    }

    int u16() {
        return (int) unsigned(2);
    }

    long unsigned(int width) {
        return value.unsignedLittleEndian(advance(width), width);
    }

    long signed(int width) {
        return value.signedLittleEndian(advance(width), width);
    }

    Bytes rest() {
        return value.slice(advance(remaining()));
    }

    /** Adds an unsigned number of that many bytes, times ten to the power of the exponent. */
    void addUnsigned(String name, int width, int exponent, @Nullable String unit) {
        addNumber(name, Decimals.scaled(unsigned(width), exponent), unit);
    }

    /** Adds a signed number of that many bytes, times ten to the power of the exponent. */
    void addSigned(String name, int width, int exponent, @Nullable String unit) {
        addNumber(name, Decimals.scaled(signed(width), exponent), unit);
    }

    /** Adds an unsigned number of that many bytes, divided and rounded to four decimals. */
    void addFraction(String name, int width, int divisor, @Nullable String unit) {
        addNumber(name, Decimals.divided(unsigned(width), divisor, 4), unit);
    }

    void addSfloat(String name, @Nullable String unit) {
        addMedical(name, MedicalFloat.ofSfloat(u16()), unit);
    }

    void addFloat(String name, @Nullable String unit) {
        addMedical(name, MedicalFloat.ofFloat((int) unsigned(4)), unit);
    }

    void addNumber(String name, @Nullable BigDecimal number, @Nullable String unit) {
        fields.add(new DecodedField(name, number, unit));
    }

    void addNumber(String name, long number) {
        addNumber(name, BigDecimal.valueOf(number), null);
    }

    void addFlag(String name, @Nullable Boolean flag) {
        fields.add(new DecodedField(name, flag, null));
    }

    void addText(String name, @Nullable String text) {
        fields.add(new DecodedField(name, text, null));
    }

    /** Adds one of the texts, by the index in the next byte; the number as text if there is no such text. */
    void addChoice(String name, List<String> choices) {
        int index = u8();
        addText(name, index < choices.size() ? choices.get(index) : Integer.toString(index));
    }

    /** Adds a Date Time of the GATT Specification Supplement; null if it is not known, or no date and time. */
    void addDateTime(String name) {
        int year = u16();
        int month = u8();
        int day = u8();
        addText(name, dateTime(year, month, day, u8(), u8(), u8()));
    }

    private static @Nullable String dateTime(int year, int month, int day, int hour, int minute, int second) {
        try {
            LocalDateTime time = LocalDateTime.of(year, month, day, hour, minute, second);
            return year == 0 ? null : time.format(DATE_TIME);
        } catch (DateTimeException notKnown) {
            return null;
        }
    }

    /** Adds a Day of Week of the GATT Specification Supplement; null if it is not known. */
    void addDayOfWeek(String name) {
        int day = u8();
        addText(name, day >= 1 && day <= DAYS.size() ? DAYS.get(day - 1) : null);
    }

    private void addMedical(String name, MedicalFloat number, @Nullable String unit) {
        switch (number.kind()) {
            case FINITE -> addNumber(name, number.value(), unit);
            case POSITIVE_INFINITY -> addText(name, "+inf");
            case NEGATIVE_INFINITY -> addText(name, "-inf");
            default -> addNumber(name, null, unit);
        }
    }

    private int advance(int count) {
        if (remaining() < count) {
            throw new TooShort();
        }
        int from = at;
        at += count;
        return from;
    }
}
