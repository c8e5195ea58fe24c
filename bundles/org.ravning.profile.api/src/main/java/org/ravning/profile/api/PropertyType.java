// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What values a property takes. */
public sealed interface PropertyType {
    /** Any number. */
    PropertyType NUMBER = new NumberType(null, null, null);
    /** True or false. */
    PropertyType BOOLEAN = new BooleanType();
    /** Any text of up to 512 characters. */
    PropertyType TEXT = new TextType(512);

    /** Returns what is wrong with the value, in words for its sender, or nothing if it fits. */
    Optional<String> reject(Value value);

    /**
     * A number.
     *
     * @param min the least value, if there is one
     * @param max the greatest value, if there is one
     * @param step the difference between neighbouring values, counted from the least, or from zero
     */
    record NumberType(
            @Nullable BigDecimal min,
            @Nullable BigDecimal max,
            @Nullable BigDecimal step) implements PropertyType {
        private static final int MOST_DECIMALS = 100;
        private static final int MOST_DIGITS = 100;

        @Override
        public Optional<String> reject(Value value) {
            if (!(value instanceof Value.Numeric told)) {
                return Optional.of("a number is expected");
            }
            BigDecimal number = told.value();
            if (min != null && number.compareTo(min) < 0) {
                return Optional.of("the least value is " + min.toPlainString());
            }
            if (max != null && number.compareTo(max) > 0) {
                return Optional.of("the greatest value is " + max.toPlainString());
            }
            if (step != null && step.signum() > 0 && !isStep(number, step)) {
                return Optional.of("values go in steps of " + step.toPlainString()
                        + (min == null || min.signum() == 0 ? "" : " from " + min.toPlainString()));
            }
            return Optional.empty();
        }

        private boolean isStep(BigDecimal number, BigDecimal size) {
            // What is too long for a step is refused before it is divided: 1e-999999999 would take for ever.
            return number.scale() <= MOST_DECIMALS
                    && number.precision() - number.scale() <= MOST_DIGITS
                    && number.subtract(min == null ? BigDecimal.ZERO : min)
                                    .remainder(size)
                                    .signum()
                            == 0;
        }
    }

    /** True or false; true is the active state. */
    record BooleanType() implements PropertyType {
        @Override
        public Optional<String> reject(Value value) {
            return value instanceof Value.Bool ? Optional.empty() : Optional.of("true or false is expected");
        }
    }

    /**
     * One of some words.
     *
     * @param words the words, in the order to show them
     */
    record EnumType(List<String> words) implements PropertyType {
        /** Copies the list. */
        public EnumType {
            words = List.copyOf(words);
        }

        @Override
        public Optional<String> reject(Value value) {
            return value instanceof Value.Text text && words.contains(text.value())
                    ? Optional.empty()
                    : Optional.of("one of " + String.join(", ", words) + " is expected");
        }
    }

    /**
     * A text.
     *
     * @param maxLength the most characters, 1 to 4096
     * @param format how it is written
     */
    record TextType(int maxLength, TextFormat format) implements PropertyType {
        /** Creates a text in any form. */
        public TextType(int maxLength) {
            this(maxLength, TextFormat.PLAIN);
        }

        @Override
        public Optional<String> reject(Value value) {
            if (!(value instanceof Value.Text text) || text.value().length() > maxLength) {
                return Optional.of("a text of at most " + maxLength + " characters is expected");
            }
            return format.reject(text.value());
        }
    }

    /**
     * Something that happens, such as a button press; it has no value that stays.
     *
     * @param types the kinds of it, such as {@code press} and {@code long_press}
     */
    record EventType(List<String> types) implements PropertyType {
        /** Copies the list. */
        public EventType {
            types = List.copyOf(types);
        }

        @Override
        public Optional<String> reject(Value value) {
            return Optional.of("an event cannot be set");
        }
    }
}
