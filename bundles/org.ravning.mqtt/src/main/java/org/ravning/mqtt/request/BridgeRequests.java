// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.request;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ravning.api.Bytes;
import org.ravning.mqtt.command.Addressee;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.RateLimit;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;

/**
 * Takes requests from {@code bridge/request/<verb>} and answers each once on {@code bridge/response/<verb>}. Nothing
 * blocks. More than some in a second are counted and not answered.
 */
public final class BridgeRequests {
    private static final int BURST = 100;
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final Topics topics;
    private final StrictJson json;
    private final Duration usualDeadline;
    private final ResponseDesk desk;
    private final Counters counters;
    private final RateLimit limit;
    private final Map<String, Verb> verbs = new TreeMap<>();

    /** Knows no verb yet. */
    public BridgeRequests(
            Topics topics, StrictJson json, Duration usualDeadline, ResponseDesk desk, Counters counters, Clock clock) {
        this.topics = topics;
        this.json = json;
        this.usualDeadline = usualDeadline;
        this.desk = desk;
        this.counters = counters;
        limit = new RateLimit(clock, BURST, INTERVAL);
    }

    /** What a verb does. */
    @FunctionalInterface
    public interface Verb {
        /** Answers by the ticket, now or later; does not block. */
        void handle(Fields request, Duration deadline, ResponseDesk.Ticket ticket) throws BadPayloadException;
    }

    /** Adds a verb; before the first request. */
    public BridgeRequests with(String verb, Verb does) {
        verbs.put(verb, does);
        return this;
    }

    /** Takes a request. */
    public void handle(String verb, Message message) {
        if (!Topics.isCleanLevel(verb) || !limit.tryTake()) {
            counters.count(Counter.UNANSWERED);
            return;
        }
        Addressee sender = new Addressee(topics.bridge("response/" + verb), message.reply());
        Fields request;
        Optional<JsonPrimitive> transaction;
        try {
            request = fields(message.payload());
            transaction = request.transaction();
        } catch (BadPayloadException e) {
            desk.open(sender, Optional.empty()).ifPresent(ticket -> ticket.answer(Outcome.badPayload(e.line())));
            return;
        }
        desk.open(sender, transaction).ifPresent(ticket -> {
            try {
                Verb does = verbs.get(verb);
                if (does == null) {
                    String known = String.join(", ", verbs.keySet());
                    ticket.answer(Outcome.refused("error", "unknown_request", "known requests are " + known));
                } else {
                    does.handle(request, request.deadline(usualDeadline), ticket);
                }
            } catch (BadPayloadException e) {
                ticket.answer(Outcome.badPayload(e.line()));
            }
        });
    }

    private Fields fields(Bytes payload) throws BadPayloadException {
        if (payload.isEmpty()) {
            return new Fields(new JsonObject());
        }
        if (json.parse(payload) instanceof JsonObject object) {
            return new Fields(object);
        }
        throw new BadPayloadException("expected an object");
    }
}
