// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as the framework hands them over: texts out of a file that anybody wrote. */
final class WrittenFeedSettings {
    private WrittenFeedSettings() {}

    /**
     * Returns them by name; each is converted when it is asked for.
     *
     * <p>What it returns throws an {@link IllegalArgumentException} where a number is none.
     */
    static FeedConfig config(Map<String, ?> values) {
        return (FeedConfig) Proxy.newProxyInstance(
                FeedConfig.class.getClassLoader(), new Class<?>[] {FeedConfig.class}, (proxy, method, arguments) -> {
                    Object value = values.get(method.getName());
                    if (value == null) {
                        return method.getDefaultValue();
                    }
                    String text = String.valueOf(value).strip();
                    return method.getReturnType() == int.class ? number(method.getName(), text) : text;
                });
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + "=" + text + " is not a whole number", e);
        }
    }
}
