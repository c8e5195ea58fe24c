// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.MatchIndex;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ProfileInfo;

/** The profiles that are there at one moment. Immutable. */
public final class ProfileSet {
    /** No profile. */
    public static final ProfileSet EMPTY = new ProfileSet(List.of());

    private final List<Profile> profiles;
    private final List<GattProfile> overLink;
    private final MatchIndex<AdvertisementProfile> broadcastIndex;
    private final MatchIndex<GattProfile> linkIndex;

    private ProfileSet(List<Profile> profiles) {
        this.profiles = profiles;
        List<AdvertisementProfile> broadcasts = new ArrayList<>();
        List<GattProfile> links = new ArrayList<>();
        for (Profile profile : profiles) {
            if (profile instanceof AdvertisementProfile broadcast) {
                broadcasts.add(broadcast);
            }
            if (profile instanceof GattProfile link) {
                links.add(link);
            }
        }
        links.sort(MatchIndex.ORDER);
        overLink = List.copyOf(links);
        broadcastIndex = new MatchIndex<>(broadcasts);
        linkIndex = new MatchIndex<>(links);
    }

    /** Returns these profiles and one more. */
    public ProfileSet with(Profile profile) {
        if (contains(profile)) {
            return this;
        }
        List<Profile> more = new ArrayList<>(profiles);
        more.add(profile);
        return new ProfileSet(List.copyOf(more));
    }

    /** Returns these profiles without one. */
    public ProfileSet without(Profile profile) {
        List<Profile> fewer = new ArrayList<>(profiles);
        fewer.removeIf(p -> isSame(p, profile));
        return new ProfileSet(List.copyOf(fewer));
    }

    /** Says whether this very profile is there. */
    public boolean contains(Profile profile) {
        return profiles.stream().anyMatch(p -> isSame(p, profile));
    }

    // A profile that is replaced may call itself equal to its successor; they are not the same.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Profile left, Profile right) {
        return left == right;
    }

    /** Returns the profiles that decode advertisements, by what they match. */
    public MatchIndex<AdvertisementProfile> broadcasts() {
        return broadcastIndex;
    }

    /** Returns the profiles that work over a link, by what they match. */
    public MatchIndex<GattProfile> links() {
        return linkIndex;
    }

    /** Returns every profile that works over a link, the most specific first. */
    public List<GattProfile> allOverLink() {
        return overLink;
    }

    /** Returns what the profiles are called, by id. */
    public List<ProfileInfo> infos() {
        return profiles.stream()
                .map(Profile::info)
                .sorted(Comparator.comparing(ProfileInfo::id))
                .collect(Collectors.toList());
    }

    /** Returns how many there are. */
    public int size() {
        return profiles.size();
    }
}
