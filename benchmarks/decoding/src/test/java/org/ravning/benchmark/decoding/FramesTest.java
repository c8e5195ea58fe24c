// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ravning.profile.api.Decoded;

/** What is measured is what is meant: every family decodes, and the streams are what they are called. */
class FramesTest {
    private final Profiles profiles = new Profiles();

    @Test
    void families_decoded_haveReadings() throws IOException {
        Map<String, List<Heard>> families = Frames.families();

        assertThat(families).hasSizeGreaterThanOrEqualTo(48);
        TreeSet<String> silent = new TreeSet<>(families.keySet());
        families.forEach((family, frames) -> {
            if (frames.stream().anyMatch(frame -> profiles.decode(frame) instanceof Decoded.Readings)) {
                silent.remove(family);
            }
        });
        assertThat(silent).isEmpty();
    }

    @Test
    void streams_sorted_areDisjointAndWhole() throws IOException {
        int unwanted = MatcherBenchmark.stream("unwanted", profiles).size();
        int wanted = MatcherBenchmark.stream("wanted", profiles).size();

        assertThat(unwanted).isGreaterThan(300);
        assertThat(wanted).isGreaterThan(500);
        assertThat(MatcherBenchmark.stream("mixed", profiles)).hasSize(unwanted + wanted);
    }

    @Test
    void walk_comparedToIndex_decodesTheSame() throws IOException {
        for (Heard frame : MatcherBenchmark.stream("wanted", profiles)) {
            assertThat(profiles.decodeByWalk(frame)).isEqualTo(profiles.decode(frame));
        }
    }
}
