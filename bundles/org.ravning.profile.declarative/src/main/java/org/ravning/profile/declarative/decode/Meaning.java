// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Value;

/** What the number of a field says. */
public sealed interface Meaning {
    /** Tells the number, or null if the device says that it has none. */
    void tell(Scope scope, @Nullable BigDecimal number);

    /** Returns the property that it tells, if it tells one. */
    default Optional<Property> told() {
        return Optional.empty();
    }

    /** Only other fields use the number. */
    record Hidden() implements Meaning {
        @Override
        public void tell(Scope scope, @Nullable BigDecimal number) {}
    }

    /**
     * A number.
     *
     * @param property its property
     */
    record Quantity(Property property) implements Meaning {
        @Override
        public Optional<Property> told() {
            return Optional.of(property);
        }

        @Override
        public void tell(Scope scope, @Nullable BigDecimal number) {
            scope.add(property, number == null ? null : Value.of(number));
        }
    }

    /**
     * A truth value.
     *
     * @param property its property
     * @param truths the numbers that mean true; every number but 0 if there are none
     * @param inverted whether they mean false
     */
    record Flag(Property property, Set<BigDecimal> truths, boolean inverted) implements Meaning {
        /** Copies the set. */
        public Flag {
            truths = Set.copyOf(truths);
        }

        @Override
        public Optional<Property> told() {
            return Optional.of(property);
        }

        @Override
        public void tell(Scope scope, @Nullable BigDecimal number) {
            if (number == null) {
                scope.add(property, null);
                return;
            }
            boolean truth = truths.isEmpty() ? number.signum() != 0 : truths.contains(number);
            scope.add(property, Value.of(truth != inverted));
        }
    }

    /**
     * One of some words.
     *
     * @param property its property
     * @param words the word of each number
     * @param otherwise the word of every other number; null says "not available"
     */
    record Word(
            Property property,
            Map<BigDecimal, String> words,
            @Nullable String otherwise) implements Meaning {
        /** Copies the words. */
        public Word {
            words = Map.copyOf(words);
        }

        @Override
        public Optional<Property> told() {
            return Optional.of(property);
        }

        @Override
        public void tell(Scope scope, @Nullable BigDecimal number) {
            String word = number == null ? null : words.getOrDefault(number, otherwise);
            scope.add(property, word == null ? null : Value.of(word));
        }
    }

    /**
     * Something that happened; a number without a kind is no event.
     *
     * @param property its property
     * @param kinds the kind that each number means
     * @param index which of several buttons it was, from 1; null if there is one only
     * @param attributes what else is known
     */
    record Happening(
            Property property,
            Map<BigDecimal, String> kinds,
            @Nullable Expression index,
            Map<String, Expression> attributes)
            implements Meaning {
        private static final int MOST_INDEXES = 99;

        /** Copies the kinds. */
        public Happening {
            kinds = Map.copyOf(kinds);
        }

        @Override
        public Optional<Property> told() {
            return Optional.of(property);
        }

        @Override
        public void tell(Scope scope, @Nullable BigDecimal number) {
            String kind = number == null ? null : kinds.get(number);
            if (kind == null) {
                return;
            }
            Property told = property;
            if (index != null) {
                double which = index.of(scope);
                if (!(which >= 1 && which <= MOST_INDEXES)) {
                    return;
                }
                told = property.numbered((int) which);
            }
            Map<String, Value> details = new LinkedHashMap<>();
            attributes.forEach((name, expression) -> {
                double detail = expression.of(scope);
                if (Double.isFinite(detail)) {
                    details.put(name, Value.of(Scaling.NONE.apply(Scaling.rounded(detail))));
                }
            });
            scope.add(new Event(told, kind, details));
        }
    }

    /** The number of the packet: an event of the same number came before. */
    record PacketId() implements Meaning {
        @Override
        public void tell(Scope scope, @Nullable BigDecimal number) {
            if (number != null) {
                scope.packetId(number.intValue());
            }
        }
    }

    /** A counter that must grow, or the frame is a replay. */
    record Counter() implements Meaning {
        @Override
        public void tell(Scope scope, @Nullable BigDecimal number) {
            if (number != null) {
                scope.counter(number.longValue());
            }
        }
    }

    /**
     * The model of the device.
     *
     * @param models the model of each number; another number leaves the model as it is
     */
    record Model(Map<BigDecimal, String> models) implements Meaning {
        /** Copies the models. */
        public Model {
            models = Map.copyOf(models);
        }

        @Override
        public void tell(Scope scope, @Nullable BigDecimal number) {
            String model = number == null ? null : models.get(number);
            if (model != null) {
                scope.model(new DeviceModel(
                        scope.model().manufacturer(), model, scope.model().firmware()));
            }
        }
    }
}
