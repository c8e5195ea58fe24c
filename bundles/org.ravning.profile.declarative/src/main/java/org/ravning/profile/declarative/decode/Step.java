// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.List;
import org.ravning.profile.api.Property;

/** One step of decoding a frame; immutable. */
@FunctionalInterface
public interface Step {
    /**
     * Takes the step.
     *
     * @throws Rejection if the frame cannot be decoded
     */
    void run(Scope scope);

    /** Returns the properties that it may tell. */
    default List<Property> properties() {
        return List.of();
    }
}
