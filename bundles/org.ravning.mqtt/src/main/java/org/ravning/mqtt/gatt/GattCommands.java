// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ravning.mqtt.command.Addressee;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;

/** Takes raw commands. Nothing blocks; the answer goes to {@code gatt/<address>/<service>/<characteristic>/response}. */
public final class GattCommands {
    private final Topics topics;
    private final StrictJson json;
    private final Duration usualDeadline;
    private final GattAccess access;
    private final GattLanes lanes;
    private final ResponseDesk desk;
    private final Counters counters;
    private final Clock clock;

    /** Takes commands that the rules allow. */
    public GattCommands(
            Topics topics,
            StrictJson json,
            Duration usualDeadline,
            GattAccess access,
            GattLanes lanes,
            ResponseDesk desk,
            Counters counters,
            Clock clock) {
        this.topics = topics;
        this.json = json;
        this.usualDeadline = usualDeadline;
        this.access = access;
        this.lanes = lanes;
        this.desk = desk;
        this.counters = counters;
        this.clock = clock;
    }

    /** Takes a command; the levels are address, service and characteristic as the topic has them. */
    public void handle(List<String> levels, GattVerb verb, Message message) {
        if (!levels.stream().allMatch(Topics::isCleanLevel)) {
            counters.count(Counter.UNANSWERED);
            return;
        }
        String topic = topics.base() + "/gatt/" + String.join("/", levels);
        Addressee sender = new Addressee(topic + "/response", message.reply());
        GattRequest request;
        Optional<JsonPrimitive> transaction;
        try {
            request = GattRequest.of(verb, message.payload(), json);
            transaction = request.transaction();
        } catch (BadPayloadException e) {
            desk.open(sender, Optional.empty()).ifPresent(ticket -> ticket.answer(Outcome.badPayload(e.line())));
            return;
        }
        desk.open(sender, transaction).ifPresent(ticket -> {
            try {
                submit(GattTarget.of(topic, levels), request, ticket);
            } catch (BadPayloadException e) {
                ticket.answer(Outcome.badPayload(e.line()));
            }
        });
    }

    private void submit(GattTarget target, GattRequest request, ResponseDesk.Ticket ticket) throws BadPayloadException {
        Duration allowed = request.deadline(usualDeadline);
        CharacteristicTask task = new CharacteristicTask(target, request.action(), ticket);
        GattJob job = new GattJob(target.device(), task, ticket, clock.instant(), allowed);
        if (!access.allows(target)) {
            ticket.answer(access.refusal(target.name() + " of " + target.device()));
        } else if (!lanes.add(job)) {
            ticket.answer(GattLanes.FULL);
        }
    }
}
