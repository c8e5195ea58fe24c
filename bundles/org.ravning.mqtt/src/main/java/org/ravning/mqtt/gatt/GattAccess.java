// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleUuid;
import org.ravning.api.DeviceId;
import org.ravning.mqtt.command.Outcome;
import org.ravning.profile.api.CommandResult.Code;

/** Who may be read and written raw. */
public final class GattAccess {
    private enum Mode {
        OFF,
        ALLOW_LIST,
        ALL,
        AUTO
    }

    private final Mode mode;
    private final List<Rule> rules;
    private final BooleanSupplier isLocal;

    private GattAccess(Mode mode, List<Rule> rules, BooleanSupplier isLocal) {
        this.mode = mode;
        this.rules = rules;
        this.isLocal = isLocal;
    }

    /**
     * Reads the settings.
     *
     * @param mode {@code off}, {@code allow-list}, {@code all}, or empty: all as long as the broker is local
     * @param allow {@code address/service/characteristic} separated by commas, with {@code *} for anything
     * @param isLocal whether only this machine can reach the broker now
     * @throws IllegalArgumentException with one line that names the setting and what is wrong with it
     */
    public static GattAccess of(String mode, String allow, BooleanSupplier isLocal) {
        Mode known = switch (mode.toLowerCase(Locale.ROOT)) {
            case "" -> Mode.AUTO;
            case "off" -> Mode.OFF;
            case "allow-list" -> Mode.ALLOW_LIST;
            case "all" -> Mode.ALL;
            default -> throw new IllegalArgumentException("gattAccess is off, allow-list or all, not \"" + mode + "\"");
        };
        List<Rule> rules = new ArrayList<>();
        for (String part : allow.split(",", -1)) {
            if (!part.isBlank()) {
                rules.add(Rule.of(part.strip()));
            }
        }
        return new GattAccess(known, List.copyOf(rules), isLocal);
    }

    /** Returns what holds now: {@code off}, {@code allow-list} or {@code all}. */
    public String word() {
        return switch (effective()) {
            case ALL -> "all";
            case ALLOW_LIST -> "allow-list";
            default -> "off";
        };
    }

    private boolean isOff() {
        return effective() == Mode.OFF;
    }

    boolean allows(GattTarget target) {
        return switch (effective()) {
            case ALL -> true;
            case ALLOW_LIST -> rules.stream().anyMatch(rule -> rule.admits(target));
            default -> false;
        };
    }

    /** Says whether the device may be connected to at all. */
    boolean allows(DeviceId device) {
        return switch (effective()) {
            case ALL -> true;
            case ALLOW_LIST -> rules.stream().anyMatch(rule -> rule.admits(device));
            default -> false;
        };
    }

    /** Returns the answer to a command that is not allowed. */
    Outcome refusal(String what) {
        String why = isOff()
                ? "raw GATT access is off; gattAccess in org.ravning.mqtt.cfg permits it"
                : "gattAllow in org.ravning.mqtt.cfg does not permit " + what;
        return Outcome.refused("error", GattFailures.word(Code.DENIED), why);
    }

    private Mode effective() {
        return mode == Mode.AUTO ? isLocal.getAsBoolean() ? Mode.ALL : Mode.OFF : mode;
    }

    /** One line of the allow list; null is anything. */
    private record Rule(
            @Nullable Pattern device,
            @Nullable UUID service,
            @Nullable UUID characteristic) {
        private static final int PARTS = 3;

        static Rule of(String text) {
            String[] parts = text.split("/", -1);
            if (parts.length != PARTS) {
                throw unusable(text, "expected address/service/characteristic");
            }
            try {
                return new Rule(device(parts[0]), uuid(parts[1]), uuid(parts[2]));
            } catch (IllegalArgumentException e) {
                throw unusable(text, String.valueOf(e.getMessage()));
            }
        }

        boolean admits(DeviceId address) {
            return device == null || matches(device, address);
        }

        boolean admits(GattTarget target) {
            return admits(target.device())
                    && (service == null || service.equals(target.service()))
                    && (characteristic == null || characteristic.equals(target.characteristic()));
        }

        private static boolean matches(Pattern pattern, DeviceId device) {
            return pattern.matcher(device.compact()).matches();
        }

        private static @Nullable Pattern device(String text) {
            String compact = text.replace(":", "").replace("-", "").toLowerCase(Locale.ROOT);
            if (!compact.matches("[0-9a-f*]+")) {
                throw new IllegalArgumentException("an address has hexadecimal digits, or *");
            }
            return compact.equals("*") ? null : Pattern.compile(compact.replace("*", "[0-9a-f]*"));
        }

        private static @Nullable UUID uuid(String text) {
            return text.equals("*") ? null : BleUuid.parse(text);
        }

        private static IllegalArgumentException unusable(String text, String why) {
            return new IllegalArgumentException("gattAllow \"" + text + "\": " + why);
        }
    }
}
