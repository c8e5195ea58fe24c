// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.MatchIndex;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ProfileProvider;

/** All profiles, asked as the registry of things asks them: those that the index names, until one decodes. */
final class Profiles {
    private final List<AdvertisementProfile> all = new ArrayList<>();
    private final MatchIndex<AdvertisementProfile> index;

    Profiles() {
        ServiceLoader.load(AdvertisementProfile.class).forEach(all::add);
        for (ProfileProvider provider : ServiceLoader.load(ProfileProvider.class)) {
            for (Profile profile : provider.profiles()) {
                if (profile instanceof AdvertisementProfile broadcast) {
                    all.add(broadcast);
                }
            }
        }
        all.sort(MatchIndex.ORDER);
        index = new MatchIndex<>(all);
    }

    int count() {
        return all.size();
    }

    @Nullable
    Decoded decode(Heard heard) {
        return firstOf(index.candidates(heard.advertisement()), heard);
    }

    /** The same without the index: what a walk over all profiles costs. */
    @Nullable
    Decoded decodeByWalk(Heard heard) {
        return firstOf(all, heard);
    }

    private static @Nullable Decoded firstOf(List<AdvertisementProfile> asked, Heard heard) {
        Decoded last = null;
        for (AdvertisementProfile profile : asked) {
            last = profile.decode(heard.advertisement(), heard.context());
            if (last instanceof Decoded.Readings) {
                return last;
            }
        }
        return last;
    }
}
