// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ravning.profile.api.AdvertisementProfile;
import org.ravning.profile.api.Decoded;

/**
 * What every profile of advertisements is tested for: that it decodes the vectors beside it ({@code
 * advertisements.json}), that hostile frames neither make it throw nor pass without a reason, and that it is found
 * without OSGi. A family's test extends it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ProfileContract {
    private static final long SEED = 20261121;
    private static final int HOSTILE_FRAMES = 50_000;
    private static final int MOST_FACTS = 300;

    private final AdvertisementProfile profile;
    private final Map<String, String> disputed;

    /** Creates the test of a profile. */
    protected ProfileContract(AdvertisementProfile profile) {
        this(profile, Map.of());
    }

    /**
     * Creates the test of a profile that does not do what some vectors say.
     *
     * @param disputed why not, by the vector's id
     */
    protected ProfileContract(AdvertisementProfile profile, Map<String, String> disputed) {
        this.profile = profile;
        this.disputed = disputed;
    }

    /** Returns the profile. */
    protected AdvertisementProfile profile() {
        return profile;
    }

    /** Returns the vectors of the family. */
    protected List<AdvertisementVector> vectors() {
        return AdvertisementVector.load(getClass(), "advertisements.json");
    }

    List<AdvertisementVector> undisputed() {
        return vectors().stream().filter(v -> !disputed.containsKey(v.id())).toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("undisputed")
    void vector_decoded_asExpected(AdvertisementVector vector) {
        VectorAssertions.assertDecodes(profile, vector);
    }

    @Test
    void disputedVectors_areThere_andStillDisputed() {
        List<AdvertisementVector> all = vectors();
        assertThat(all).extracting(AdvertisementVector::id).containsAll(disputed.keySet());
        all.stream().filter(v -> disputed.containsKey(v.id())).forEach(vector -> {
            try {
                VectorAssertions.assertDecodes(profile, vector);
            } catch (AssertionError expected) {
                return;
            }
            fail(vector + " decodes as expected and needs no dispute");
        });
    }

    @Test
    void hostileFrames_decoded_neverThrowAndTellWhy() {
        FrameMutator frames = new FrameMutator(SEED, vectors());
        int decoded = 0;
        for (int i = 0; i < HOSTILE_FRAMES; i++) {
            FrameMutator.Mutant frame = frames.next();
            Decoded result;
            try {
                result = profile.decode(frame.advertisement(), frame.context());
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "frame " + i + " of seed " + SEED + ": "
                                + frame.advertisement().data(),
                        e);
            }
            if (result instanceof Decoded.Malformed malformed) {
                assertThat(malformed.why()).isNotBlank().hasSizeLessThan(1000);
            } else if (result instanceof Decoded.Readings readings) {
                assertThat(readings.readings().size() + readings.events().size())
                        .isBetween(0, MOST_FACTS);
                decoded++;
            }
        }
        assertThat(decoded).as("frames that still mean something").isPositive();
    }

    @Test
    void plainJar_loaded_profileFound() {
        assertThat(ServiceLoader.load(AdvertisementProfile.class))
                .anyMatch(found -> found.getClass().equals(profile.getClass()));
    }
}
