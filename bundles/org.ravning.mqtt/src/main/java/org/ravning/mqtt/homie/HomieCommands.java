// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homie;

import com.google.gson.JsonObject;
import java.util.Optional;
import org.ravning.api.Bytes;
import org.ravning.mqtt.command.RetainedCommands;
import org.ravning.mqtt.command.ThingCommands;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Json;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.Value;

/**
 * Takes {@code <device>/<node>/<property>/set} as a command for the thing: checked, queued and answered as any other, the
 * answer on the thing's {@code response}.
 */
final class HomieCommands {
    private static final int LEVELS = 4;

    private final String base;
    private final Topics topics;
    private final HomiePublisher devices;
    private final ThingCommands commands;
    private final RetainedCommands retained;
    private final StrictJson json;
    private final Counters counters;

    HomieCommands(
            String base,
            Topics topics,
            HomiePublisher devices,
            ThingCommands commands,
            RetainedCommands retained,
            StrictJson json,
            Counters counters) {
        this.base = base;
        this.topics = topics;
        this.devices = devices;
        this.commands = commands;
        this.retained = retained;
        this.json = json;
        this.counters = counters;
    }

    static String filter(String base) {
        return base + "/+/+/+/set";
    }

    void accept(Message message) {
        if (!message.topic().startsWith(base + "/")) {
            return;
        }
        String[] levels = message.topic().substring(base.length() + 1).split("/", -1);
        if (levels.length != LEVELS || !levels[LEVELS - 1].equals("set")) {
            return;
        }
        Optional<HomieDevice> device = devices.find(levels[0]);
        if (device.isEmpty()) {
            return; // somebody else's
        }
        Optional<HomieProperty> property = device.get().property(levels[1], levels[2]);
        String name = device.get().thing().name();
        if (property.isEmpty()) {
            counters.count(Counter.UNANSWERED);
        } else if (message.retained()) {
            retained.refuse(message, topics.response(name));
        } else {
            set(device.get(), property.get(), message);
        }
    }

    private void set(HomieDevice device, HomieProperty property, Message message) {
        String name = device.thing().name();
        JsonObject command = new JsonObject();
        Bytes payload;
        try {
            command.add(property.property().name(), property.command(json.text(message.payload())));
            payload = Json.bytes(command);
        } catch (BadPayloadException e) {
            payload = message.payload(); // too long or not text, which is told there
        }
        if (isAccepted(property, command)) {
            String topic = message.topic().substring(0, message.topic().lastIndexOf('/'));
            devices.target(device, topic, message.payload());
        }
        commands.set(name, new Message(topics.set(name), payload, 1, false, message.reply()));
    }

    private static boolean isAccepted(HomieProperty property, JsonObject command) {
        if (!property.isSettable() || !property.isRetained() || command.isEmpty()) {
            return false;
        }
        var asked = command.getAsJsonPrimitive(property.property().name());
        Value value = asked.isBoolean()
                ? Value.of(asked.getAsBoolean())
                : asked.isNumber() ? Value.of(asked.getAsBigDecimal()) : Value.of(asked.getAsString());
        return property.property().type().reject(value).isEmpty();
    }
}
