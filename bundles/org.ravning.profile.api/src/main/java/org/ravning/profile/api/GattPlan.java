// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.WriteMode;

/**
 * What a profile does with a connected device.
 *
 * @param sources where readings come from
 * @param sinks what can be set
 */
public record GattPlan(List<Source> sources, List<Sink> sinks) {
    /** Nothing to do. */
    public static final GattPlan NOTHING = new GattPlan(List.of(), List.of());

    /** Copies the lists. */
    public GattPlan {
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
    }

    /** When a characteristic's value is taken. */
    public enum Trigger {
        /** It is read once after each connect. */
        READ_ON_CONNECT,
        /** It is read at each poll. */
        POLL,
        /** It is subscribed to while connected. */
        SUBSCRIBE;

        /** Returns all that the characteristic allows; empty if its value cannot be taken. */
        public static Set<Trigger> allowedBy(Characteristic characteristic) {
            Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
            if (characteristic.can(CharacteristicProperty.READ)) {
                triggers.add(READ_ON_CONNECT);
                triggers.add(POLL);
            }
            if (characteristic.canSubscribe()) {
                triggers.add(SUBSCRIBE);
            }
            return triggers;
        }
    }

    /**
     * A characteristic that readings come from.
     *
     * @param characteristic which
     * @param triggers when its value is taken
     * @param properties what it tells, as known before the first value
     * @param decoder makes readings of a value
     * @param request what makes the device send the value, if it does not do so unasked, or measure it before it is read:
     *     written once all subscriptions of the plan are there, at each poll if that is among the triggers, and when a
     *     command asks for one of the properties
     */
    public record Source(
            Characteristic characteristic,
            Set<Trigger> triggers,
            List<Property> properties,
            Decoder decoder,
            @Nullable Write request) {
        /** Creates a source that needs no request. */
        public Source(
                Characteristic characteristic, Set<Trigger> triggers, List<Property> properties, Decoder decoder) {
            this(characteristic, triggers, properties, decoder, null);
        }

        /** Returns this source with a request. */
        public Source askedBy(Write write) {
            return new Source(characteristic, triggers, properties, decoder, write);
        }

        /** Copies the collections. */
        public Source {
            triggers = Set.copyOf(triggers);
            properties = List.copyOf(properties);
        }
    }

    /**
     * A property that can be set.
     *
     * @param property which
     * @param encoder makes a write of a value that fits the property
     */
    public record Sink(Property property, Encoder encoder) {}

    /**
     * A write that sets a property.
     *
     * @param characteristic where to
     * @param value what
     * @param mode how
     */
    public record Write(Characteristic characteristic, Bytes value, WriteMode mode) {}

    /**
     * Makes readings of a characteristic's value; never throws. It may remember values, for a plan is of one link; several
     * threads may call.
     */
    @FunctionalInterface
    public interface Decoder {
        /** Decodes a value. */
        Decoded decode(Bytes value);
    }

    /** Makes a write of a property's value; pure. */
    @FunctionalInterface
    public interface Encoder {
        /**
         * Encodes a value that fits the property's type.
         *
         * @param current the characteristic's value as last seen, empty if never: for values that share bytes
         */
        Write encode(Value value, Bytes current);
    }
}
