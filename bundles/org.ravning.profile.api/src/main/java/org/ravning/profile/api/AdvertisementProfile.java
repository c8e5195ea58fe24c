// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.api;

import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.api.Advertisement;

/**
 * Decodes what a kind of device broadcasts. A whiteboard service (or found through {@link java.util.ServiceLoader}).
 *
 * <p>A pure function: no state, no clock, no log, no blocking; any thread may call, several at once. It never throws,
 * whatever the bytes: replayed counters and repeated packets are recognised by the caller.
 */
@ConsumerType
public interface AdvertisementProfile extends Profile {
    /**
     * Says whether anybody may send what it recognises without meaning a device of this home, as every phone can send
     * beacons. Such devices become things only if the user names or permits them. False unless overridden.
     */
    default boolean isAnybodys() {
        return false;
    }

    /** Decodes an advertisement that matched. */
    Decoded decode(Advertisement advertisement, DecodeContext context);
}
