// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Constants;

/** Settings as the framework hands them over: texts out of a file that anybody wrote, or nothing at all. */
final class WrittenSettings {
    private static final String FILE = "felix.fileinstall.filename";

    private final Map<String, Object> values;

    WrittenSettings(Map<String, ?> values) {
        this.values = new HashMap<>(values);
    }

    /** Says whether there are any, and not just what is left of a file that was cut off or cannot be read. */
    boolean areThere() {
        if (!values.containsKey(Constants.SERVICE_PID)) {
            return false;
        }
        Object file = values.get(FILE);
        return file == null || !isEmptied(String.valueOf(file));
    }

    private static boolean isEmptied(String uri) {
        try {
            Path file = uri.startsWith("file:") ? Path.of(URI.create(uri)) : Path.of(uri);
            return Files.readString(file, StandardCharsets.ISO_8859_1).isBlank();
        } catch (IOException | IllegalArgumentException e) {
            return true;
        }
    }

    /** Returns the same without one of them. */
    WrittenSettings without(String key) {
        WrittenSettings rest = new WrittenSettings(values);
        rest.values.remove(key);
        return rest;
    }

    /**
     * Returns them by name; each is converted when it is asked for.
     *
     * <p>What it returns throws a {@link BadValueException} where a number or a truth value is none.
     */
    MqttConfig config() {
        return (MqttConfig) Proxy.newProxyInstance(
                MqttConfig.class.getClassLoader(), new Class<?>[] {MqttConfig.class}, (proxy, method, arguments) -> {
                    Object value = values.get(method.getName());
                    return value == null
                            ? method.getDefaultValue()
                            : converted(method.getName(), value, method.getReturnType());
                });
    }

    private static Object converted(String name, Object value, Class<?> type) {
        if (type.isInstance(value)) {
            return value;
        }
        String text = String.valueOf(value).strip();
        if (type == int.class) {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new BadValueException(name, name + "=" + text + " is not a whole number");
            }
        }
        if (type == boolean.class) {
            if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
                throw new BadValueException(name, name + "=" + text + " is not true or false");
            }
            return Boolean.parseBoolean(text);
        }
        return text;
    }
}
