// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattProfile;

/**
 * An advertisement and what profiles make of it.
 *
 * @param advertisement what was heard
 * @param decoder who decoded it, if anyone
 * @param readings what it says, if anyone decoded it
 * @param linkers which profiles want to connect to its sender
 */
public record Frame(
        Advertisement advertisement,
        @Nullable AdvertisementProfile decoder,
        Decoded.@Nullable Readings readings,
        List<GattProfile> linkers) {
    /** Says whether a profile knows its sender. */
    boolean isRecognised() {
        return decoder != null || !linkers.isEmpty();
    }
}
