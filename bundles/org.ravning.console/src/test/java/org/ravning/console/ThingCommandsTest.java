// SPDX-License-Identifier: Apache-2.0
package org.ravning.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.DeviceId;
import org.ravning.api.Subscription;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Unit;
import org.ravning.profile.api.Value;

class ThingCommandsTest {
    private static final Thing PLUG = new Thing(
            new ThingId("aabbccddeeff"),
            "plug",
            DeviceId.parse("AA:BB:CC:DD:EE:FF"),
            DeviceModel.of("Ravning", "Plug One"),
            List.of("sig"),
            List.of(
                    Property.number("level", "Level", Unit.PERCENT, null).with(Access.PUBLISHED, Access.SETTABLE),
                    Property.flag("on", "On", null).with(Access.PUBLISHED, Access.SETTABLE),
                    Property.text("label", "Label")));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final OneThing registry = new OneThing();
    private final Notebook notebook = new Notebook();
    private final ThingCommands commands =
            new ThingCommands(registry, notebook, new PrintStream(printed, true, StandardCharsets.UTF_8));

    @TempDir
    private Path folder;

    @Test
    void list_tellsNameAvailabilityAndReadings() {
        commands.list();
        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).matches("plug +online +level 42 %");
        assertThat(lines().get(1)).isEqualTo("1 things");
    }

    @Test
    void show_tellsEveryProperty() {
        commands.show("plug");
        assertThat(lines().get(0)).contains("plug", "Plug One", "AA:BB:CC:DD:EE:FF");
        assertThat(lines()).anyMatch(line -> line.matches("  level +42  at 1970-01-01T00:00:00Z %  \\(settable\\)"));
        assertThat(lines()).anyMatch(line -> line.matches("  label +- .*"));
    }

    @Test
    void set_sendsTheTypeOfTheProperty() {
        commands.set("plug", "level", "40");
        commands.set("plug", "on", "true");
        commands.set("plug", "label", "x");
        assertThat(registry.submitted)
                .extracting(command -> command.set().values().iterator().next())
                .containsExactly(Value.of(40), Value.of(true), Value.of("x"));
        assertThat(lines()).allMatch(line -> line.startsWith("ok"));
    }

    @Test
    void get_asksForTheProperty() {
        commands.get("plug", "level");
        assertThat(registry.submitted).singleElement().satisfies(command -> {
            assertThat(command.set()).isEmpty();
            assertThat(command.get()).containsExactly("level");
        });
    }

    @Test
    void mistakes_areOneLineEach() {
        commands.show("nobody");
        commands.set("plug", "level", "much");
        commands.set("nobody", "level", "1");
        assertThat(lines())
                .containsExactly(
                        "error: there is no thing nobody; see thing:list",
                        "error: level is a number, not \"much\"",
                        "error: there is no thing nobody (UNKNOWN_DEVICE)");
    }

    @Test
    void waiting_tellsWhoIsNoThing_andWhatToDo() {
        commands.waiting();
        assertThat(lines())
                .containsExactly(
                        "ibeacon-0a-1-2       iBeacon: a beacon, which could be anyone's; it waits to be permitted",
                        "AA:BB:CC:DD:EE:FE    BTHome: it is encrypted and has no key here; give it its key",
                        "2 devices are no things");
    }

    @Test
    void permit_takesAddressesAndIdentities() {
        commands.permit("ibeacon-0a-1-2");
        commands.permit("AA:BB:CC:DD:EE:01");
        commands.permit("nobody");
        assertThat(notebook.calls).containsExactly("permit ibeacon-0a-1-2", "permit AA:BB:CC:DD:EE:01");
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(2)).startsWith("error: not a device");
    }

    @Test
    void key_isReadFromAFile_andNeverPrinted() throws IOException {
        Path file = Files.writeString(folder.resolve("key"), "231d39c1d7cc1ab1aee224cd096db932\n");
        commands.key("plug", "bind", file.toString());
        commands.key("plug", "irk");
        commands.key("plug", "door", file.toString());
        commands.key("plug", "bind", folder.resolve("none").toString());
        commands.key("plug", "bind", folder.toString());
        assertThat(notebook.calls).containsExactly("plug BIND 231d39c1d7cc1ab1aee224cd096db932", "plug IRK null");
        assertThat(lines())
                .containsExactly(
                        "ok",
                        "ok",
                        "error: the kind is bind, irk or passkey",
                        "error: no key can be read from that file: NoSuchFileException",
                        "error: no key can be read from that file: it is no regular file");
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().collect(Collectors.toList());
    }

    /** Writes down what is asked. */
    private static final class Notebook implements ThingAdministration {
        private final List<String> calls = new ArrayList<>();

        @Override
        public void rename(String nameOrId, String newName) {
            calls.add("rename");
        }

        @Override
        public void remove(String nameOrId, boolean block) {
            calls.add("remove");
        }

        @Override
        public ThingOptions options(String nameOrId) {
            return ThingOptions.NONE;
        }

        @Override
        public void setOptions(String nameOrId, ThingOptions options) {
            calls.add("options");
        }

        @Override
        public void permit(Duration time) {
            calls.add("permit");
        }

        @Override
        public void permit(DeviceId device) {
            calls.add("permit " + device);
        }

        @Override
        public void permit(ThingId device) {
            calls.add("permit " + device);
        }

        @Override
        public List<Candidate> candidates() {
            DeviceId device = DeviceId.parse("AA:BB:CC:DD:EE:FE");
            return List.of(
                    new Candidate(
                            new ThingId("ibeacon-0a-1-2"),
                            device,
                            "beacons",
                            "iBeacon",
                            Candidate.Reason.BEACON,
                            Instant.EPOCH),
                    new Candidate(
                            new ThingId(device.compact()),
                            device,
                            "bthome",
                            "BTHome",
                            Candidate.Reason.KEY_MISSING,
                            Instant.EPOCH));
        }

        @Override
        public void setKey(String owner, KeyKind kind, @Nullable String secret) {
            calls.add(owner + " " + kind + " " + secret);
        }

        @Override
        public void reload() {
            calls.add("reload");
        }

        @Override
        public Optional<String> backup() {
            return Optional.empty();
        }
    }

    /** A registry with one thing that does as it is told. */
    private static final class OneThing implements ThingRegistry {
        private final List<Command> submitted = new ArrayList<>();

        @Override
        public List<Thing> things() {
            return List.of(PLUG);
        }

        @Override
        public Optional<Thing> find(String nameOrId) {
            return Optional.of(PLUG).filter(thing -> thing.name().equals(nameOrId));
        }

        @Override
        public Optional<ThingState> state(ThingId thing) {
            return Optional.of(new ThingState(
                    Map.of("level", new ThingState.TimedValue(Value.of(42), Instant.EPOCH)),
                    Availability.ONLINE,
                    -60,
                    Instant.EPOCH));
        }

        @Override
        public List<ProfileInfo> profiles() {
            return List.of();
        }

        @Override
        public Subscription listen(ThingListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<CommandResult> submit(Command command) {
            if (find(command.thing()).isEmpty()) {
                return CompletableFuture.completedFuture(CommandResult.refused(
                        CommandResult.Status.ERROR,
                        CommandResult.Code.UNKNOWN_DEVICE,
                        "there is no thing " + command.thing()));
            }
            submitted.add(command);
            return CompletableFuture.completedFuture(new CommandResult(
                    CommandResult.Status.OK,
                    null,
                    command.set(),
                    1,
                    null,
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO));
        }
    }
}
