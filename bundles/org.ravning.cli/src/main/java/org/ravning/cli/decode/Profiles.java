// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli.decode;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.MatchIndex;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ProfileProvider;

/** The profiles of the class path. */
final class Profiles {
    private final MatchIndex<AdvertisementProfile> index;

    Profiles(List<AdvertisementProfile> profiles) {
        index = new MatchIndex<>(profiles);
    }

    /**
     * Finds the profiles that are there.
     *
     * @param problems is told of each that cannot be loaded; the others count
     */
    static Profiles load(Consumer<String> problems) {
        List<AdvertisementProfile> found = new ArrayList<>();
        each(AdvertisementProfile.class, found::add, problems);
        each(ProfileProvider.class, provider -> addAll(provider, found), problems);
        return new Profiles(found);
    }

    private static void addAll(ProfileProvider provider, List<AdvertisementProfile> found) {
        for (Profile profile : provider.profiles()) {
            if (profile instanceof AdvertisementProfile broadcast) {
                found.add(broadcast);
            }
        }
    }

    private static <S> void each(Class<S> service, Consumer<S> use, Consumer<String> problems) {
        Iterator<S> all = ServiceLoader.load(service).iterator();
        boolean more = true;
        while (more) {
            try {
                more = all.hasNext();
                if (more) {
                    use.accept(all.next());
                }
            } catch (ServiceConfigurationError e) {
                problems.accept("a profile cannot be loaded: " + e.getMessage());
            }
        }
    }

    /** Decodes as the gateway does: the most specific profile that understands the frame counts. */
    Outcome decode(Frame frame) {
        Outcome outcome = Outcome.UNKNOWN;
        for (AdvertisementProfile profile : index.candidates(frame.advertisement())) {
            Decoded decoded = profile.decode(frame.advertisement(), frame.context());
            if (decoded instanceof Decoded.Readings) {
                return new Outcome(profile, decoded);
            }
            if (outcome.profile() == null && !(decoded instanceof Decoded.NotMine)) {
                outcome = new Outcome(profile, decoded);
            }
        }
        return outcome;
    }
}
