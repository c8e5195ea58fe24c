// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.MatchIndex;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ProfileProvider;
import org.ravning.testkit.vector.AdvertisementVector;
import org.ravning.testkit.vector.FrameMutator;

/**
 * Hostile frames, made of the vectors of every family, before all profiles: no exception leaves one, each rejected frame
 * has a reason, and none makes a profile allocate without bound. {@code -Dravning.hostile.frames=1000000} for more.
 */
class HostileFramesTest {
    private static final long SEED = 20261121;
    private static final int FRAMES = Integer.getInteger("ravning.hostile.frames", 100_000);
    private static final int WARM_UP = 20_000;
    private static final long MOST_BYTES = 256 * 1024;

    private final MatchIndex<AdvertisementProfile> profiles = new MatchIndex<>(load());
    private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static List<AdvertisementProfile> load() {
        List<AdvertisementProfile> found = new ArrayList<>();
        ServiceLoader.load(AdvertisementProfile.class).forEach(found::add);
        for (ProfileProvider provider : ServiceLoader.load(ProfileProvider.class)) {
            for (Profile profile : provider.profiles()) {
                if (profile instanceof AdvertisementProfile broadcast) {
                    found.add(broadcast);
                }
            }
        }
        return found;
    }

    @Test
    void hostileFrames_beforeAllProfiles_neverThrowAndStayBounded() throws IOException {
        List<AdvertisementVector> vectors = new ArrayList<>();
        for (JsonObject vector : VectorFiles.all()) {
            vectors.add(AdvertisementVector.of(vector));
        }
        FrameMutator frames = new FrameMutator(SEED, vectors);
        int[] outcomes = new int[4];
        for (int i = 0; i < FRAMES; i++) {
            FrameMutator.Mutant frame = frames.next();
            for (AdvertisementProfile profile : profiles.candidates(frame.advertisement())) {
                outcomes[decode(profile, frame, i)]++;
            }
        }
        System.out.printf(
                "%d hostile frames: %d decoded, %d rejected, %d ignored, %d of another kind%n",
                FRAMES, outcomes[0], outcomes[1], outcomes[2], outcomes[3]);
        assertThat(outcomes[0]).isPositive();
        assertThat(outcomes[1]).isPositive();
    }

    private int decode(AdvertisementProfile profile, FrameMutator.Mutant frame, int number) {
        String which = profile.info().id() + ", frame " + number + " of seed " + SEED + ": "
                + frame.advertisement().data();
        long before = memory.getCurrentThreadAllocatedBytes();
        Decoded decoded;
        try {
            decoded = profile.decode(frame.advertisement(), frame.context());
        } catch (RuntimeException e) {
            throw new AssertionError(which, e);
        }
        long allocated = memory.getCurrentThreadAllocatedBytes() - before;
        if (number > WARM_UP) {
            assertThat(allocated).as(which).isLessThan(MOST_BYTES);
        }
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(malformed.why()).as(which).isNotBlank().hasSizeLessThan(1000);
            return 1;
        }
        return decoded instanceof Decoded.Readings ? 0 : decoded instanceof Decoded.Ignored ? 2 : 3;
    }
}
