// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.List;

/** The topics by which gateways agree. */
record GatewayTopics(String base) {
    private static final int LEVELS = 2;

    /** Returns what to subscribe to. */
    List<String> filters() {
        return List.of(
                claim("+"),
                gateway("+", "heartbeat"),
                gateway("+", "heard"),
                gateway("+", "state"),
                base + "/bridge/response/+",
                base + "/+/response",
                base + "/gatt/+/+/+/response");
    }

    String claim(String thing) {
        return base + "/bridge/claims/" + thing;
    }

    String gateway(String id, String name) {
        return base + "/bridge/gateways/" + id + "/" + name;
    }

    /** Returns the thing that a claim is about, or an empty text if the topic is none of a claim. */
    String claimed(String topic) {
        String head = base + "/bridge/claims/";
        return topic.startsWith(head) ? topic.substring(head.length()) : "";
    }

    /** Returns the gateway and the name of one of its topics; nothing if the topic is no gateway's. */
    List<String> ofGateway(String topic) {
        String head = base + "/bridge/gateways/";
        if (!topic.startsWith(head)) {
            return List.of();
        }
        List<String> levels = List.of(topic.substring(head.length()).split("/", -1));
        return levels.size() == LEVELS ? levels : List.of();
    }

    boolean isResponse(String topic) {
        return topic.startsWith(base + "/bridge/response/")
                || topic.startsWith(base + "/") && topic.endsWith("/response");
    }
}
