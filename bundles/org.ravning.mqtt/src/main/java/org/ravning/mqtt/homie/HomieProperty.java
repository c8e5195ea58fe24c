// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.topic.Labels;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.TextFormat;
import org.ravning.profile.api.Value;

/**
 * A property as Homie describes it.
 *
 * @param id its id within the node
 * @param property the thing's property
 * @param datatype the kind of its payloads
 * @param format which payloads it has, if that is limited
 * @param payloads what turns values into payloads and back
 */
record HomieProperty(
        String id,
        Property property,
        String datatype,
        @Nullable String format,
        HomiePayloads payloads) {
    static HomieProperty of(Convention convention, String id, Property property) {
        PropertyType type = property.type();
        if (type instanceof PropertyType.NumberType number) {
            boolean whole = isWhole(number);
            return new HomieProperty(
                    id,
                    property,
                    whole ? "integer" : "float",
                    range(convention, number),
                    whole ? HomiePayloads.integer() : HomiePayloads.real());
        }
        if (type instanceof PropertyType.BooleanType) {
            return new HomieProperty(id, property, "boolean", null, HomiePayloads.flag());
        }
        if (type instanceof PropertyType.EnumType words && !words.words().isEmpty()) {
            return words(id, property, HomieWords.of(words.words()));
        }
        if (type instanceof PropertyType.EventType event && !event.types().isEmpty()) {
            boolean raw = convention == Convention.V5;
            return words(id, property, raw ? HomieWords.of(event.types()) : HomieWords.events(event.types()));
        }
        return text(convention, id, property);
    }

    private static HomieProperty words(String id, Property property, HomieWords words) {
        return new HomieProperty(id, property, "enum", words.format(), HomiePayloads.words(words));
    }

    private static HomieProperty text(Convention convention, String id, Property property) {
        TextFormat format = property.type() instanceof PropertyType.TextType text ? text.format() : TextFormat.PLAIN;
        if (format == TextFormat.COLOUR) {
            String prefix = convention == Convention.V5 ? "rgb," : "";
            return new HomieProperty(id, property, "color", "rgb", HomiePayloads.colour(prefix));
        }
        if (format == TextFormat.DATE_TIME && convention == Convention.V5) {
            return new HomieProperty(id, property, "datetime", null, HomiePayloads.time());
        }
        return new HomieProperty(id, property, "string", null, HomiePayloads.text(convention == Convention.V5));
    }

    private static boolean isWhole(PropertyType.NumberType number) {
        return number.step() != null && isWhole(number.step()) && isWhole(number.min()) && isWhole(number.max());
    }

    private static boolean isWhole(@Nullable BigDecimal limit) {
        return limit == null || limit.stripTrailingZeros().scale() <= 0;
    }

    /** Homie 4 has ranges with both ends only. */
    private static @Nullable String range(Convention convention, PropertyType.NumberType number) {
        String min = plain(number.min());
        String max = plain(number.max());
        if (convention == Convention.V4) {
            return min.isEmpty() || max.isEmpty() ? null : min + ":" + max;
        }
        boolean stepped = number.step() != null && number.step().signum() > 0;
        String step = stepped ? ":" + plain(number.step()) : "";
        String range = min + ":" + max + step;
        return range.equals(":") ? null : range;
    }

    private static String plain(@Nullable BigDecimal limit) {
        return limit == null ? "" : limit.stripTrailingZeros().toPlainString();
    }

    /** Says whether it has a value that stays. */
    boolean isRetained() {
        return !property.isEvent() && property.access().contains(Access.PUBLISHED);
    }

    boolean isSettable() {
        return property.isSettable();
    }

    String label() {
        return Labels.clean(property.label());
    }

    @Nullable
    String unit() {
        return property.unit() == null ? null : property.unit().symbol();
    }

    /** Returns the payload for a value, or nothing if Homie cannot say it. */
    Optional<String> payload(Value value) {
        return payloads.payload(value);
    }

    /** Returns the value that a payload is, as it stands in a command; the text itself if it is none. */
    JsonPrimitive command(String payload) {
        return payloads.command(payload).orElseGet(() -> new JsonPrimitive(payload));
    }
}
