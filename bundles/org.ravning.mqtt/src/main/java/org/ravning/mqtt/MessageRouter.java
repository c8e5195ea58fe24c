// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.ravning.mqtt.command.ThingCommands;
import org.ravning.mqtt.gatt.GattCommands;
import org.ravning.mqtt.gatt.GattVerb;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes messages from the broker to whoever carries them out. */
final class MessageRouter implements Consumer<Message> {
    private static final Logger LOG = LoggerFactory.getLogger(MessageRouter.class);
    private static final int THING_LEVELS = 2;
    private static final int GATT_LEVELS = 5;

    private final String base;
    private final ThingCommands things;
    private final GattCommands gatt;
    private final Counters counters;

    MessageRouter(Topics topics, ThingCommands things, GattCommands gatt, Counters counters) {
        this.base = topics.base() + "/";
        this.things = things;
        this.gatt = gatt;
        this.counters = counters;
    }

    /** Returns what to subscribe to. */
    static List<String> filters(Topics topics) {
        String base = topics.base();
        return List.of(
                base + "/+/set",
                base + "/+/get",
                base + "/gatt/+/+/+/get",
                base + "/gatt/+/+/+/set",
                base + "/gatt/+/+/+/subscribe");
    }

    @Override
    public void accept(Message message) {
        if (!message.topic().startsWith(base)) {
            return;
        }
        if (message.retained()) {
            counters.count(Counter.RETAINED_COMMANDS);
            LOG.warn(
                    "ignored a retained command on {}: it is from another time; remove it from the broker",
                    message.topic());
            return;
        }
        String[] levels = message.topic().substring(base.length()).split("/", -1);
        if (levels.length == THING_LEVELS && levels[1].equals("set")) {
            things.set(levels[0], message.payload());
        } else if (levels.length == THING_LEVELS && levels[1].equals("get")) {
            things.get(levels[0], message.payload());
        } else if (levels.length == GATT_LEVELS && levels[0].equals("gatt")) {
            Optional<GattVerb> verb = GattVerb.of(levels[GATT_LEVELS - 1]);
            verb.ifPresent(v -> gatt.handle(List.of(levels).subList(1, GATT_LEVELS - 1), v, message.payload()));
        }
    }
}
