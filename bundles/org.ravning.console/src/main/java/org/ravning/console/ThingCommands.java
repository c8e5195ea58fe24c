// SPDX-License-Identifier: Apache-2.0
package org.ravning.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.ravning.api.DeviceId;
import org.ravning.codec.PrintableText;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.KeyState;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.PropertyType;
import org.ravning.profile.api.Quality;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
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
            "osgi.command.function=get",
            "osgi.command.function=waiting",
            "osgi.command.function=permit",
            "osgi.command.function=key"
        })
public final class ThingCommands {
    private static final int LINE_LIMIT = 300;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final ThingRegistry things;
    private final ThingAdministration administration;
    private final PrintStream out;

    /** Takes what the commands use. */
    @Activate
    public ThingCommands(@Reference ThingRegistry things, @Reference ThingAdministration administration) {
        this(things, administration, System.out);
    }

    ThingCommands(ThingRegistry things, ThingAdministration administration, PrintStream out) {
        this.things = things;
        this.administration = administration;
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
        print(thing.name() + "  " + thing.model().model() + "  " + thing.device() + "  " + thing.profiles()
                + (thing.isKnownByAddress() ? "" : "  " + thing.id())
                + (thing.key() == null ? "" : "  " + keyWords(thing.key())));
        Optional<ThingState> state = things.state(thing.id());
        for (Property property : thing.properties()) {
            String value = state.map(s -> value(s, property.name())).orElse("-");
            print(String.format(
                    "  %-24s %s %s%s",
                    property.name(),
                    value,
                    property.unit() == null ? "" : property.unit().symbol(),
                    property.isSettable() ? "  (settable)" : ""));
        }
    }

    /** {@code thing:waiting}: lists the devices that are no things, and what to do. */
    public void waiting() {
        List<Candidate> candidates = administration.candidates();
        for (Candidate candidate : candidates) {
            print(String.format(
                    "%-20s %s: %s",
                    candidate.isKnownByAddress() ? candidate.device().text() : candidate.id(),
                    candidate.model(),
                    candidate.reason().advice()));
        }
        print(candidates.size() + " devices are no things");
    }

    /** {@code thing:permit DEVICE}: lets a device or beacon become a thing, by its address or id. */
    public void permit(String device) {
        change(() -> {
            if (administration.candidates().stream()
                    .anyMatch(c -> c.id().value().equals(device))) {
                administration.permit(new ThingId(device));
            } else {
                administration.permit(DeviceId.parse(device));
            }
        });
    }

    /**
     * {@code thing:key DEVICE KIND FILE}: keeps the key that is in a file, so that it is neither on the screen nor in the
     * history of the shell. There are bind keys, IRKs and passkeys.
     */
    public void key(String device, String kind, String file) {
        change(() -> administration.setKey(device, kind(kind), firstLine(file)));
    }

    /** {@code thing:key DEVICE KIND}: forgets a key. */
    public void key(String device, String kind) {
        change(() -> administration.setKey(device, kind(kind), null));
    }

    private static KeyKind kind(String word) {
        return switch (word) {
            case "bind" -> KeyKind.BIND;
            case "irk" -> KeyKind.IRK;
            case "passkey" -> KeyKind.PASSKEY;
            default -> throw new IllegalArgumentException("the kind is bind, irk or passkey");
        };
    }

    private static String firstLine(String file) {
        try {
            Path path = Path.of(file);
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                throw new IllegalArgumentException("no key can be read from that file: it is no regular file");
            }
            try (BufferedReader reader = Files.newBufferedReader(path)) {
                String line = reader.readLine();
                if (line != null) {
                    return line;
                }
            }
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "no key can be read from that file: " + e.getClass().getSimpleName());
        }
        throw new IllegalArgumentException("that file is empty");
    }

    private void change(Runnable change) {
        try {
            change.run();
            print("ok");
        } catch (IllegalArgumentException e) {
            print("error: " + e.getMessage());
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

    private static String keyWords(KeyState state) {
        return switch (state) {
            case OK -> "its key fits";
            case MISSING -> Candidate.Reason.KEY_MISSING.advice();
            case WRONG -> Candidate.Reason.KEY_WRONG.advice();
            case UNUSED -> Candidate.Reason.KEY_UNUSED.advice();
        };
    }

    private static String value(ThingState state, String property) {
        ThingState.TimedValue told = state.values().get(property);
        if (told == null) {
            return "-";
        }
        Quality quality = state.quality(property);
        String word = quality == Quality.GOOD ? "" : " (" + quality.name().toLowerCase(java.util.Locale.ROOT) + ")";
        return (told.value() == null ? "-" : told.value()) + word + "  at " + told.at();
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
