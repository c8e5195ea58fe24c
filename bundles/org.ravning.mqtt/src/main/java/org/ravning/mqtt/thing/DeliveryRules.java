// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.thing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ravning.profile.api.Thing;

/**
 * How the states of things are delivered: retained and at least once, unless a list names the thing.
 *
 * @param unretained things whose states the broker does not keep
 * @param atMostOnce things whose states the broker does not keep, and that may be lost on the way (QoS 0)
 */
public record DeliveryRules(List<Pattern> unretained, List<Pattern> atMostOnce) {
    /** How a state is delivered. */
    enum Delivery {
        /** QoS 1, kept by the broker, and published again after each connect. */
        RETAINED,
        /** QoS 1, not kept. */
        UNRETAINED,
        /** QoS 0, not kept. */
        AT_MOST_ONCE
    }

    /**
     * Reads lists of names or ids of things, separated by commas, with {@code *} for anything.
     *
     * @throws IllegalArgumentException with one line that names the setting and what is wrong with it
     */
    public static DeliveryRules of(String unretained, String atMostOnce) {
        return new DeliveryRules(patterns("unretained", unretained), patterns("atMostOnce", atMostOnce));
    }

    private static List<Pattern> patterns(String setting, String text) {
        List<Pattern> patterns = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String name = part.strip();
            if (!name.matches("[a-z0-9_*-]*")) {
                throw new IllegalArgumentException(
                        setting + " \"" + name + "\": a thing's name has a-z, 0-9, - and _, and * is anything");
            }
            if (!name.isEmpty()) {
                patterns.add(Pattern.compile(name.replace("*", ".*")));
            }
        }
        return List.copyOf(patterns);
    }

    Delivery of(Thing thing) {
        if (isNamed(thing, atMostOnce)) {
            return Delivery.AT_MOST_ONCE;
        }
        return isNamed(thing, unretained) ? Delivery.UNRETAINED : Delivery.RETAINED;
    }

    private static boolean isNamed(Thing thing, List<Pattern> patterns) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.matcher(thing.name()).matches()
                        || pattern.matcher(thing.id().value()).matches());
    }
}
