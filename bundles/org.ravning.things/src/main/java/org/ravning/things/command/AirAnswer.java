// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;

/** Answers a request for properties that a device only broadcasts: with what it said last. */
public final class AirAnswer {
    private AirAnswer() {}

    /**
     * Returns the last values of these properties, or of all if none is named. No attempt and no adapter in the result
     * says that the device was not asked.
     */
    public static CommandResult of(ThingState state, Set<String> names) {
        return new CommandResult(
                CommandResult.Status.OK,
                null,
                values(state, names),
                0,
                null,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ZERO);
    }

    /** Returns the last values of these properties, or of all if none is named; what was never told is left out. */
    public static Map<String, Value> values(ThingState state, Set<String> names) {
        Map<String, Value> values = new LinkedHashMap<>();
        state.values().forEach((name, told) -> {
            Value value = told.value();
            if (value != null && (names.isEmpty() || names.contains(name))) {
                values.put(name, value);
            }
        });
        return values;
    }
}
