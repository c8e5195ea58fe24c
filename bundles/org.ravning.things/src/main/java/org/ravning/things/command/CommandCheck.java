// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.command;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Value;
import org.ravning.things.setting.Clean;

/** Holds a command against the properties of its thing. */
public final class CommandCheck {
    private static final int SHOWN = 80;

    private CommandCheck() {}

    /** Returns the answer to a command for a thing that does not exist. */
    public static CommandResult unknownThing(String name) {
        return CommandResult.refused(
                CommandResult.Status.ERROR, Code.UNKNOWN_DEVICE, "there is no thing " + quoted(name));
    }

    /**
     * Returns what is wrong with a command, or nothing.
     *
     * @param complete whether all properties of the thing are known; else one that is not may still turn up
     */
    public static Optional<CommandResult.Failure> reject(Command command, Thing thing, boolean complete) {
        for (Map.Entry<String, Value> entry : command.set().entrySet()) {
            Property property = thing.property(entry.getKey()).orElse(null);
            if (property == null) {
                if (complete) {
                    return Optional.of(unknownProperty(entry.getKey(), thing));
                }
            } else if (!property.isSettable()) {
                return failure(Code.NOT_WRITABLE, property.name() + " cannot be set");
            } else {
                Optional<String> wrong = property.type().reject(entry.getValue());
                if (wrong.isPresent()) {
                    return failure(Code.INVALID_VALUE, property.name() + ": " + wrong.get());
                }
            }
        }
        return rejectGet(command, thing, complete);
    }

    /** Says whether a command must reach the device; else what it said last is the answer. */
    public static boolean needsDevice(Command command, Thing thing) {
        return !command.set().isEmpty()
                || thing.properties().stream()
                        .filter(p -> command.get().isEmpty() || command.get().contains(p.name()))
                        .anyMatch(p -> p.access().contains(Access.GETTABLE));
    }

    private static Optional<CommandResult.Failure> rejectGet(Command command, Thing thing, boolean complete) {
        for (String name : command.get()) {
            Property property = thing.property(name).orElse(null);
            if (property == null && complete) {
                return Optional.of(unknownProperty(name, thing));
            }
            if (property != null && property.isEvent()) {
                return failure(Code.UNKNOWN_PROPERTY, name + " is an event and has no value");
            }
        }
        return Optional.empty();
    }

    private static CommandResult.Failure unknownProperty(String name, Thing thing) {
        String known = thing.properties().stream().map(Property::name).limit(20).collect(Collectors.joining(", "));
        return new CommandResult.Failure(
                Code.UNKNOWN_PROPERTY,
                thing.name() + " has no property " + quoted(name) + "; it has " + (known.isEmpty() ? "none" : known),
                null);
    }

    private static Optional<CommandResult.Failure> failure(Code code, String message) {
        return Optional.of(new CommandResult.Failure(code, message, null));
    }

    private static String quoted(String text) {
        return '"' + Clean.text(text, SHOWN) + '"';
    }
}
