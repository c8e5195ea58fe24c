// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.ravning.api.Bytes;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.transport.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses commands that the broker kept: a retained unlock must not fire at start-up. Each is counted, a few are told. */
public final class RetainedCommands {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedCommands.class);
    private static final int TOLD = 20;
    private static final Duration TOLD_INTERVAL = Duration.ofSeconds(1);

    private final StrictJson json;
    private final ResponseDesk desk;
    private final Counters counters;
    private final RateLimit told;

    /** Refuses through that desk. */
    public RetainedCommands(StrictJson json, ResponseDesk desk, Counters counters, Clock clock) {
        this.json = json;
        this.desk = desk;
        this.counters = counters;
        told = new RateLimit(clock, TOLD, TOLD_INTERVAL);
    }

    /** Refuses a command that came on this topic; its answer goes to the other. */
    public void refuse(Message message, String responseTopic) {
        counters.count(Counter.RETAINED_COMMANDS);
        if (!told.tryTake()) {
            return;
        }
        LOG.warn(
                "refused a retained command on {}: it is from another time; remove it from the broker",
                Fields.shown(message.topic()));
        desk.turnAway(
                new Addressee(responseTopic, message.reply()),
                transaction(message.payload()),
                Outcome.refused(
                        "error", "retained", "a retained command is from another time; publish it without retain"));
    }

    private Optional<JsonPrimitive> transaction(Bytes payload) {
        try {
            return json.parse(payload) instanceof JsonObject object
                    ? new Fields(object).transaction()
                    : Optional.empty();
        } catch (BadPayloadException e) {
            return Optional.empty();
        }
    }
}
