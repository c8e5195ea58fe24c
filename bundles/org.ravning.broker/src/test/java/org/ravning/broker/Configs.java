// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as a framework would hand them over: what is given, and the defaults for the rest. */
final class Configs {

    private Configs() {}

    static BrokerConfig with(Map<String, Object> given) {
        return (BrokerConfig) Proxy.newProxyInstance(
                Configs.class.getClassLoader(),
                new Class<?>[] {BrokerConfig.class},
                (proxy, method, arguments) -> given.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    /** A broker on a free port of the loopback address. */
    static EmbeddedBroker broker(Map<String, Object> given) {
        BrokerConfig config = with(given.containsKey("port") ? given : merged(given));
        return new EmbeddedBroker(() -> BrokerSettings.of(config));
    }

    private static Map<String, Object> merged(Map<String, Object> given) {
        Map<String, Object> all = new java.util.HashMap<>(given);
        all.put("port", 0);
        return all;
    }
}
