// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import org.jspecify.annotations.Nullable;

/**
 * What kind of device it is.
 *
 * @param manufacturer the maker, or null if the format does not tell
 * @param model the model, or the name of the format where the model is not known; never from the air unchecked
 * @param firmware the firmware version, if it was told
 */
public record DeviceModel(
        @Nullable String manufacturer,
        String model,
        @Nullable String firmware) {
    /** Returns a model of unknown firmware. */
    public static DeviceModel of(@Nullable String manufacturer, String model) {
        return new DeviceModel(manufacturer, model, null);
    }
}
