// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Reading;
import org.ravning.things.feed.ThingFeeds;
import org.ravning.things.match.ProfileSet;

/** Takes into a thing what profiles say of it, and passes it on. Called under the table's lock. */
final class Reporter {
    private final ThingFeeds feeds;
    private final Supplier<ProfileSet> profiles;

    Reporter(ThingFeeds feeds, Supplier<ProfileSet> profiles) {
        this.feeds = feeds;
        this.profiles = profiles;
    }

    ProfileSet profiles() {
        return profiles.get();
    }

    /** Returns what the profile contributes to the thing; null if the profile left meanwhile. */
    @Nullable
    Share share(TrackedThing thing, Profile profile) {
        Share share = thing.share(profile);
        if (share == null && profiles.get().contains(profile)) {
            share = thing.addShare(profile);
        }
        return share;
    }

    void report(TrackedThing thing, Share share, boolean changed, Decoded.Readings readings, Instant at) {
        List<Property> properties = new ArrayList<>();
        readings.readings().forEach(reading -> properties.add(reading.property()));
        readings.events().forEach(event -> properties.add(event.property()));
        boolean model = share.learnModel(readings.model());
        if (thing.learn(share, properties) || model || changed) {
            feeds.describe(thing.describe());
        }
        tell(thing, thing.sift(readings.readings(), at), at);
    }

    void tell(TrackedThing thing, List<Reading> readings, Instant at) {
        Set<String> told = thing.tell(readings, at);
        if (!told.isEmpty()) {
            feeds.tell(thing.thing(), thing.state(), told);
        }
    }

    void describe(TrackedThing thing) {
        feeds.describe(thing.describe());
    }

    void happen(TrackedThing thing, Decoded.Readings readings, Instant at) {
        readings.events().forEach(event -> feeds.happen(thing.thing(), event, at));
    }
}
