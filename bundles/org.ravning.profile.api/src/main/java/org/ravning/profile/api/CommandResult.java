// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;

/**
 * What became of a command.
 *
 * @param status in a word
 * @param error what went wrong, unless the status is {@code OK}
 * @param values the values read, or set and confirmed, by property name
 * @param attempts how often it was tried on air
 * @param adapter the adapter used, if it came to that
 * @param queued time spent waiting for its turn
 * @param connecting time spent connecting
 * @param working time spent reading and writing
 */
public record CommandResult(
        Status status,
        @Nullable Failure error,
        Map<String, Value> values,
        int attempts,
        @Nullable AdapterId adapter,
        Duration queued,
        Duration connecting,
        Duration working) {
    /** What became of it, in a word. */
    public enum Status {
        /** Done, and confirmed as far as the device confirms. */
        OK,
        /** Not done, or not known to be done; the error says. */
        ERROR,
        /** The deadline passed while it was on its way to the device. */
        TIMEOUT,
        /** The deadline passed while it waited; the device was not touched. */
        EXPIRED,
        /** A later command for the same properties took its place before its turn came. */
        SUPERSEDED,
        /** Too many commands wait for this thing. */
        BUSY
    }

    /** What went wrong, as a word for programs. */
    public enum Code {
        /** There is no such thing. */
        UNKNOWN_DEVICE,
        /** The thing has no such property. */
        UNKNOWN_PROPERTY,
        /** The property cannot be set. */
        NOT_WRITABLE,
        /** The value has the wrong type or is out of range. */
        INVALID_VALUE,
        /** The device does not answer, or no adapter hears it. */
        UNREACHABLE,
        /** The adapter has no room for another link. */
        NO_SLOT,
        /** The connection could not be made. */
        CONNECT_FAILED,
        /** The device must be paired first. */
        PAIRING_REQUIRED,
        /** The device refused with an ATT error. */
        ATT_ERROR,
        /** The deadline passed. */
        TIMEOUT,
        /** A later command for the same properties took its place. */
        SUPERSEDED,
        /** Too many commands wait. */
        BUSY,
        /** It was sent, but no answer came: it may have happened or not. */
        UNKNOWN_OUTCOME,
        /** A rule forbids it. */
        DENIED,
        /** The gateway is shutting down, or the profile left. */
        SHUTTING_DOWN,
        /** Something else. */
        FAILED
    }

    /**
     * What went wrong.
     *
     * @param code as a word
     * @param message in one line for people
     * @param attError the ATT error code, if the device sent one
     */
    public record Failure(
            Code code, String message, @Nullable Integer attError) {}

    /** Copies the map. */
    public CommandResult {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Returns a result of a command that never reached a device. */
    public static CommandResult refused(Status status, Code code, String message) {
        return new CommandResult(
                status,
                new Failure(code, message, null),
                Map.of(),
                0,
                null,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }
}
