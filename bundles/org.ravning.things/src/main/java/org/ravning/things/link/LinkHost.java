// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingState;

/** Who a link works for. Called with no lock of the link held. */
public interface LinkHost {
    /** Returns every profile that works over a link, the most specific first. */
    List<GattProfile> profiles();

    /** Returns the thing, unless it was removed. */
    @Nullable
    Thing thing(ThingId id);

    /** Returns what the thing last told. */
    @Nullable
    ThingState state(ThingId id);

    /** Says what a profile can do with the device. */
    void planned(ThingId id, GattProfile profile, List<Property> properties);

    /** Takes what a profile made of a value. */
    void told(ThingId id, GattProfile profile, Decoded decoded, Instant at);

    /** Takes values that were set and that the device does not tell by itself. */
    void assumed(ThingId id, List<Reading> readings);

    /** This link of the thing came up or ended. */
    void connected(ThingId id, ThingLink link, boolean up);
}
