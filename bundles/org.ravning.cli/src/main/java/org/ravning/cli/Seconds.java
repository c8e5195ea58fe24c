// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time in seconds, such as {@code 10} or {@code 0.5}, from one millisecond to a year. */
final class Seconds implements ITypeConverter<Duration> {
    private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);
    private static final long YEAR = 365L * 24 * 3600 * 1000;

    @Override
    public Duration convert(String text) {
        try {
            long millis = new BigDecimal(text).multiply(MILLIS).longValue();
            if (millis < 1 || millis > YEAR) {
                throw new TypeConversionException("a time in seconds is more than 0, not \"" + text + "\"");
            }
            return Duration.ofMillis(millis);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("a time in seconds is a number such as 10 or 0.5, not \"" + text + "\"");
        }
    }
}
