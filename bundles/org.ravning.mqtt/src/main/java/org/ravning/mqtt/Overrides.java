// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings from outside the configuration, which go before it: the framework or system property
 * {@code ravning.mqtt.<name>}, then the environment variable {@code RAVNING_MQTT_<NAME>}.
 */
final class Overrides {
    /** Overrides nothing. */
    static final Overrides NONE = new Overrides(name -> null, name -> null);

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> environment;

    Overrides(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** Returns the same without what they say about one setting. */
    Overrides without(String setting) {
        String property = "ravning.mqtt." + setting;
        String variable = variable(setting);
        return new Overrides(
                name -> property.equals(name) ? null : properties.apply(name),
                name -> variable.equals(name) ? null : environment.apply(name));
    }

    private static String variable(String name) {
        return "RAVNING_MQTT_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    String text(String name, String configured) {
        String property = properties.apply("ravning.mqtt." + name);
        if (property != null) {
            return property.strip();
        }
        String variable = environment.apply(variable(name));
        return (variable != null ? variable : configured).strip();
    }

    int number(String name, int configured) {
        String text = text(name, Integer.toString(configured));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadValueException(name, name + " is a whole number, not \"" + text + "\"");
        }
    }

    boolean flag(String name, boolean configured) {
        String text = text(name, Boolean.toString(configured));
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new BadValueException(name, name + " is true or false, not \"" + text + "\"");
        }
        return Boolean.parseBoolean(text);
    }
}
