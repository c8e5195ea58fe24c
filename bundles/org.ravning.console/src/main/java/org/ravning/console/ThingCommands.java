// SPDX-License-Identifier: Apache-2.0
package org.ravning.console;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ravning.codec.PrintableText;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;

/** The shell's {@code thing:} commands; they print, and a mistake is one line. */
@Component(
        service = ThingCommands.class,
        property = {
            "osgi.command.scope=thing",
            "osgi.command.function=list",
            "osgi.command.function=show",
            "osgi.command.function=set",
            "osgi.command.function=get"
        })
public final class ThingCommands {
    private static final int LINE_LIMIT = 300;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ThingRegistry things;
    private final PrintStream out;

    /** Takes what the commands use. */
    @Activate
    public ThingCommands(@Reference ThingRegistry things) {
        this(things, System.out);
    }

    ThingCommands(ThingRegistry things, PrintStream out) {
        this.things = things;
        this.out = out;
    }

    /** {@code thing:list}: lists the things with what they last told. */
    public void list() {
        things.things()
                .forEach(thing -> things.state(thing.id())
                        .ifPresent(state -> print(String.format(
                                "%-28s %-8s %s",
                                thing.name(),
                                state.availability().name().toLowerCase(java.util.Locale.ROOT),
                                Announcer.readings(thing, state)))));
        print(things.things().size() + " things");
    }

    /** {@code thing:show NAME}: tells all about a thing. */
    public void show(String name) {
        Optional<Thing> found = things.find(name);
        if (found.isEmpty()) {
            print("error: there is no thing " + name + "; see thing:list");
            return;
        }
        Thing thing = found.get();
        print(thing.name() + "  " + thing.model().model() + "  " + thing.device() + "  " + thing.profiles());
        Optional<ThingState> state = things.state(thing.id());
        for (Property property : thing.properties()) {
            String value = state.map(s -> s.values().get(property.name()))
                    .map(told -> told.value() + "  at " + told.at())
                    .orElse("-");
            print(String.format(
                    "  %-24s %s %s%s",
                    property.name(),
                    value,
                    property.unit() == null ? "" : property.unit().symbol(),
                    property.isSettable() ? "  (settable)" : ""));
        }
    }

    /** {@code thing:set NAME PROPERTY VALUE}: sets a property and says what became of it. */
    public void set(String name, String property, String value) {
        Value typed;
        try {
            typed = value(name, property, value);
        } catch (NumberFormatException e) {
            print("error: " + property + " is a number, not \"" + value + "\"");
            return;
        }
        submit(new Command(name, Map.of(property, typed), Set.of(), DEADLINE));
    }

    /** {@code thing:get NAME PROPERTY}: reads a property from the device. */
    public void get(String name, String property) {
        submit(new Command(name, Map.of(), Set.of(property), DEADLINE));
    }

    private Value value(String name, String property, String text) {
        PropertyType type = things.find(name)
                .flatMap(thing -> thing.property(property))
                .map(Property::type)
                .orElse(PropertyType.TEXT);
        if (type instanceof PropertyType.NumberType) {
            return Value.of(new BigDecimal(text));
        }
        if (type instanceof PropertyType.BooleanType && (text.equals("true") || text.equals("false"))) {
            return Value.of(text.equals("true"));
        }
        return Value.of(text);
    }

    private void submit(Command command) {
        try {
            CommandResult result = things.submit(command)
                    .toCompletableFuture()
                    .get(DEADLINE.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS);
            CommandResult.Failure failure = result.error();
            print(
                    failure == null
                            ? "ok " + result.values()
                            : "error: " + failure.message() + " (" + failure.code() + ")");
        } catch (ExecutionException | TimeoutException e) {
            print("error: no answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            print("error: interrupted");
        }
    }

    private void print(String line) {
        out.println(PrintableText.of(line, LINE_LIMIT));
    }
}
