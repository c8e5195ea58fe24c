// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ravning.mqtt.command.RetainedCommands;
import org.ravning.mqtt.command.ThingCommands;
import org.ravning.mqtt.gatt.GattCommands;
import org.ravning.mqtt.gatt.GattVerb;
import org.ravning.mqtt.request.BridgeRequests;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;

/** Takes messages from the broker to whoever carries them out. */
final class MessageRouter implements Consumer<Message> {
    private static final int THING_LEVELS = 2;
    private static final int REQUEST_LEVELS = 3;
    private static final int GATT_LEVELS = 5;

    private final String base;
    private final ThingCommands things;
    private final GattCommands gatt;
    private final BridgeRequests requests;
    private final RetainedCommands retained;

    MessageRouter(
            Topics topics,
            ThingCommands things,
            GattCommands gatt,
            BridgeRequests requests,
            RetainedCommands retained) {
        this.base = topics.base() + "/";
        this.things = things;
        this.gatt = gatt;
        this.requests = requests;
        this.retained = retained;
    }

    /** Returns what to subscribe to. */
    static List<String> filters(Topics topics) {
        String base = topics.base();
        return List.of(
                base + "/+/set",
                base + "/+/get",
                base + "/bridge/request/+",
                base + "/gatt/+/+/+/get",
                base + "/gatt/+/+/+/set",
                base + "/gatt/+/+/+/subscribe");
    }

    @Override
    public void accept(Message message) {
        if (!message.topic().startsWith(base)) {
            return;
        }
        String[] levels = message.topic().substring(base.length()).split("/", -1);
        if (message.retained()) {
            refuse(message, levels);
            return;
        }
        if (levels.length == THING_LEVELS && levels[1].equals("set")) {
            things.set(levels[0], message);
        } else if (levels.length == THING_LEVELS && levels[1].equals("get")) {
            things.get(levels[0], message);
        } else if (isRequest(levels)) {
            requests.handle(levels[2], message);
        } else if (levels.length == GATT_LEVELS && levels[0].equals("gatt")) {
            Optional<GattVerb> verb = GattVerb.of(levels[GATT_LEVELS - 1]);
            verb.ifPresent(v -> gatt.handle(List.of(levels).subList(1, GATT_LEVELS - 1), v, message));
        }
    }

    private void refuse(Message message, String[] levels) {
        if (Stream.of(levels).allMatch(Topics::isCleanLevel)) {
            String owner = message.topic().substring(0, message.topic().lastIndexOf('/'));
            String response = isRequest(levels) ? base + "bridge/response/" + levels[2] : owner + "/response";
            retained.refuse(message, response);
        }
    }

    private static boolean isRequest(String[] levels) {
        return levels.length == REQUEST_LEVELS && levels[0].equals("bridge") && levels[1].equals("request");
    }
}
