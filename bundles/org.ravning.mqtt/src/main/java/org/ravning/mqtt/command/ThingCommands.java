// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands commands to the registry, which alone judges them, and tells its answer. Nothing blocks; the answer goes to {@code <thing>/response}. More for one thing than any
 * device could carry out are counted and not answered, so that they cost other things nothing.
 */
public final class ThingCommands {
    private static final Logger LOG = LoggerFactory.getLogger(ThingCommands.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int STRANGERS = 20;
    private static final Duration STRANGER_INTERVAL = Duration.ofMillis(500);
    private static final int BURST = 100;
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final Topics topics;
    private final StrictJson json;
    private final Duration usualDeadline;
    private final Supplier<@Nullable ThingRegistry> things;
    private final ResponseDesk desk;
    private final Counters counters;
    private final ScheduledExecutorService timer;
    private final RateLimit strangers;
    private final RateLimits each;

    /** @param things the registry, or null while there is none */
    public ThingCommands(
            Topics topics,
            StrictJson json,
            Duration usualDeadline,
            Supplier<@Nullable ThingRegistry> things,
            ResponseDesk desk,
            Counters counters,
            Clock clock,
            ScheduledExecutorService timer) {
        this.topics = topics;
        this.json = json;
        this.usualDeadline = usualDeadline;
        this.things = things;
        this.desk = desk;
        this.counters = counters;
        this.timer = timer;
        strangers = new RateLimit(clock, STRANGERS, STRANGER_INTERVAL);
        each = new RateLimits(clock, BURST, INTERVAL);
    }

    /** Takes a command from {@code <name>/set}. */
    public void set(String name, Message message) {
        handle(name, message, read -> new Command(name, read.values(), Set.of(), read.deadline(usualDeadline)));
    }

    /** Takes a command from {@code <name>/get}. */
    public void get(String name, Message message) {
        handle(name, message, read -> new Command(name, Map.of(), read.names(), read.deadline(usualDeadline)));
    }

    /** Makes a command of a payload; whether it suits the thing is for the registry to say. */
    private interface Maker {
        Command make(ThingPayload payload) throws BadPayloadException;
    }

    private void handle(String name, Message message, Maker maker) {
        ThingRegistry registry = things.get();
        Optional<Thing> thing = registry == null ? Optional.empty() : registry.find(name);
        boolean taken = thing.isEmpty()
                ? Topics.isCleanLevel(name) && strangers.tryTake()
                : each.tryTake(thing.get().id().value());
        if (!taken) {
            counters.count(Counter.UNANSWERED);
            return;
        }
        Addressee sender = new Addressee(topics.response(name), message.reply());
        ThingPayload read;
        Optional<JsonPrimitive> transaction;
        try {
            read = new ThingPayload(message.payload().isEmpty() ? new JsonObject() : json.parse(message.payload()));
            transaction = read.transaction();
        } catch (BadPayloadException e) {
            desk.open(sender, Optional.empty()).ifPresent(ticket -> ticket.answer(Outcome.badPayload(e.line())));
            return;
        }
        desk.open(sender, transaction).ifPresent(ticket -> {
            if (registry == null) {
                ticket.answer(Outcome.refused("error", Outcome.word(Code.SHUTTING_DOWN), "things are not there now"));
                return;
            }
            try {
                submit(registry, maker.make(read), ticket);
            } catch (BadPayloadException e) {
                ticket.answer(Outcome.badPayload(e.line()));
            }
        });
    }

    private void submit(ThingRegistry registry, Command command, ResponseDesk.Ticket ticket) {
        Future<?> last = afterDeadline(command, ticket);
        registry.submit(command).whenComplete((result, failure) -> {
            if (last != null) {
                last.cancel(false);
            }
            if (failure == null) {
                ticket.answer(Outcome.of(result));
            } else {
                LOG.error("a command for {} failed", command.thing(), failure);
                ticket.answer(Outcome.refused("error", Outcome.word(Code.FAILED), "the command failed, see the log"));
            }
        });
    }

    /** Who carries it out may leave in between; the sender is told then too. */
    private @Nullable Future<?> afterDeadline(Command command, ResponseDesk.Ticket ticket) {
        try {
            return timer.schedule(
                    () -> ticket.answer(Outcome.refused(
                            "error",
                            Outcome.word(Code.UNKNOWN_OUTCOME),
                            "nothing was heard of the command; it may have happened or not")),
                    command.deadline().plus(PATIENCE).toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return null; // shutting down
        }
    }
}
