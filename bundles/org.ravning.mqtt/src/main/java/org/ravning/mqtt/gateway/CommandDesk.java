// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.command.Addressee;
import org.ravning.mqtt.command.Outcome;
import org.ravning.mqtt.command.ResponseDesk;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.Counter;
import org.ravning.mqtt.session.Counters;
import org.ravning.mqtt.transport.Message;
import org.ravning.profile.api.CommandResult.Code;

/** Takes in the commands that every gateway gets, and hands on those that are for this one. On the loop. */
public final class CommandDesk {
    private static final int MOST_READ = 2_000;
    private static final Set<String> FOR_ALL = Set.of("permit", "reload");

    private final Arbiter arbiter;
    private final ResponseDesk desk;
    private final LocalThings things;
    private final Counters counters;
    private final String base;
    private final SharedCommands commands;
    private final Map<SharedCommand, CommandReader.Read> reads = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<SharedCommand, CommandReader.Read> eldest) {
            return size() > MOST_READ;
        }
    };
    private CommandReader reader;
    private Consumer<Message> carrier = message -> {};

    /**
     * Carries out commands.
     *
     * @param messages takes a command that is for this gateway
     * @param json how commands are read
     * @param deadline how long a command may take that does not say
     */
    public record Carrier(Consumer<Message> messages, StrictJson json, Duration deadline) {}

    CommandDesk(Arbiter arbiter, String base, ResponseDesk desk, LocalThings things, Counters counters) {
        this.arbiter = arbiter;
        this.base = base;
        this.desk = desk;
        this.things = things;
        this.counters = counters;
        commands = new SharedCommands(arbiter, new Executor());
        reader = new CommandReader(base, new StrictJson(1, 1), Duration.ofSeconds(1), this::thing);
    }

    void start(Carrier with) {
        carrier = with.messages();
        reader = new CommandReader(base, with.json(), with.deadline(), this::thing);
    }

    /** A claim knows a thing by its name also when this gateway does not hear it. */
    private @Nullable String thing(String nameOrDevice) {
        String here = things.id(nameOrDevice);
        if (here != null) {
            return here;
        }
        String claimed = arbiter.things().named(nameOrDevice);
        return claimed != null ? claimed : arbiter.things().named(CommandReader.compact(nameOrDevice));
    }

    void accept(Message message, long now) {
        if (message.retained()) {
            if (arbiter.standing().leads(now)) {
                carrier.accept(message); // which refuses it
            }
            return;
        }
        reader.read(message, now).ifPresent(read -> {
            String gateway = read.gateway();
            if (gateway != null) {
                toGateway(gateway, read, now);
                return;
            }
            if (FOR_ALL.contains(read.verb()) && !commands.isOurs(read.command(), now)) {
                forAll(read);
            }
            reads.put(read.command(), read);
            commands.onCommand(read.command(), now);
        });
    }

    private void toGateway(String gateway, CommandReader.Read read, long now) {
        if (arbiter.standing().isMe(gateway)) {
            carrier.accept(CommandReader.forward(read, now));
        } else if (!arbiter.standing().isThere(gateway, now)
                && arbiter.standing().leads(now)) {
            refuse(read.command(), Code.UNREACHABLE, "that gateway is not there");
        }
    }

    private void forAll(CommandReader.Read read) {
        if (read.verb().equals("reload")) {
            things.reload();
        } else {
            boolean hasTime = read.fields().get("seconds") instanceof JsonPrimitive number && number.isNumber();
            Duration time = hasTime
                    ? Duration.ofSeconds(Math.max(
                            0,
                            Math.min(
                                    3600,
                                    read.fields()
                                            .get("seconds")
                                            .getAsBigDecimal()
                                            .intValue())))
                    : null;
            things.permit(CommandReader.device(read.fields()), time);
        }
    }

    void onResponse(Message message) {
        if (message.retained()) {
            return;
        }
        Optional<JsonPrimitive> transaction = reader.answered(message.payload());
        transaction.ifPresent(given -> {
            commands.onResponse(CommandReader.key(message.topic(), given));
            desk.learn(message.topic(), given, message.payload());
        });
    }

    void gained(String thing, long now) {
        commands.gained(thing, now);
    }

    void tick(long now) {
        commands.tick(now);
        commands.changed().forEach(arbiter::tellDone);
    }

    boolean isBusy(String thing) {
        return commands.isBusy(thing);
    }

    List<String> done(String thing) {
        return commands.done(thing);
    }

    private void refuse(SharedCommand command, Code code, String line) {
        CommandReader.Read read = reads.remove(command);
        Addressee sender =
                new Addressee(command.responseTopic(), command.message().reply());
        desk.open(
                        sender,
                        read == null
                                ? reader.answered(command.message().payload())
                                : CommandReader.transaction(read.fields()))
                .ifPresent(ticket -> ticket.answer(Outcome.refused("error", Outcome.word(code), line)));
    }

    /** Does what is decided about a command. */
    private final class Executor implements SharedCommands.Execution {
        @Override
        public void carryOut(SharedCommand command, long now) {
            CommandReader.Read read = reads.remove(command);
            carrier.accept(read == null ? command.message() : CommandReader.forward(read, now));
        }

        @Override
        public void unreachable(SharedCommand command) {
            refuse(command, Code.UNREACHABLE, "no gateway has it now");
        }

        @Override
        public void unknownOutcome(SharedCommand command) {
            refuse(command, Code.UNKNOWN_OUTCOME, "the gateway that had it is gone; it may have happened or not");
        }

        @Override
        public boolean isAnswered(SharedCommand command) {
            return reader.answered(command.message().payload())
                    .map(given -> desk.knows(command.responseTopic(), given))
                    .orElse(false);
        }

        @Override
        public void dropped(SharedCommand command) {
            reads.remove(command);
            counters.count(Counter.UNANSWERED);
        }
    }
}
