// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.record;

import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.ThingOptions;

/**
 * What the user said of a thing.
 *
 * @param name its name, or null for one that is made of its model
 * @param admission whether its device may become a thing
 * @param options how often its readings are told
 */
public record ThingRecord(@Nullable String name, Admission admission, ThingOptions options) {
    /** Nothing was said. */
    public static final ThingRecord NONE = new ThingRecord(null, Admission.USUAL, ThingOptions.NONE);

    /** Whether a device may become a thing. */
    public enum Admission {
        /** As for every device. */
        USUAL,
        /** Yes, it was permitted. */
        PERMITTED,
        /** No, it was blocked. */
        BLOCKED
    }

    /** Returns this with another name. */
    public ThingRecord withName(String newName) {
        return new ThingRecord(newName, admission, options);
    }

    /** Returns this with another admission. */
    public ThingRecord with(Admission newAdmission) {
        return new ThingRecord(name, newAdmission, options);
    }

    /** Returns this with other options. */
    public ThingRecord with(ThingOptions newOptions) {
        return new ThingRecord(name, admission, newOptions);
    }
}
