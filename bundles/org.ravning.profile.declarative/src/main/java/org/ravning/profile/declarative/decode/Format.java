// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One layout that a payload may have.
 *
 * @param selection which advertisements have it; one of them suffices, none takes what is there
 * @param when whether it has it, by what was read before, or null
 * @param model the model of the devices that send it, or null
 * @param steps how it is read
 */
public record Format(
        List<Selection> selection,
        @Nullable Expression when,
        @Nullable String model,
        List<Step> steps) {
    /** Copies the lists. */
    public Format {
        selection = List.copyOf(selection);
        steps = List.copyOf(steps);
    }
}
