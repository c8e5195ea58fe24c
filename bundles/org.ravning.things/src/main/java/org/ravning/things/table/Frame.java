// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.ThingId;
import org.ravning.things.key.KeyOwner;

/**
 * An advertisement and what profiles make of it.
 *
 * @param advertisement what was heard
 * @param decoder who decoded it, if anyone
 * @param readings what it says, if anyone decoded it
 * @param linkers which profiles want to connect to its sender
 * @param owner whose address it is by an Identity Resolving Key, if anyone's
 * @param keyed whether it was decoded with a key
 */
public record Frame(
        Advertisement advertisement,
        @Nullable AdvertisementProfile decoder,
        Decoded.@Nullable Readings readings,
        List<GattProfile> linkers,
        @Nullable KeyOwner owner,
        boolean keyed) {
    /** Says whether somebody knows its sender: a profile, or the user who gave its key. */
    public boolean isRecognised() {
        return decoder != null || !linkers.isEmpty() || owner != null;
    }

    /** Returns who sent it, if that can be told by more than the address. */
    @Nullable
    ThingId identity() {
        return owner != null ? owner.id() : readings == null ? null : readings.identity();
    }

    /** Says whether nothing but a format that anybody may send recognises it. */
    boolean isAnybodys() {
        return decoder != null && decoder.isAnybodys() && linkers.isEmpty() && owner == null;
    }
}
