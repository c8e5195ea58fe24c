// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ravning.profile.api.Decoded;

/** Puts a stream of frames of all kinds before all profiles. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class MatcherBenchmark {
    private static final long SEED = 20261126;

    /** Frames that no profile wants, frames that one does, or both as they come. */
    @Param({"unwanted", "wanted", "mixed"})
    public String stream = "";

    private final Profiles profiles = new Profiles();
    private Heard[] frames = {};
    private int next;

    /** Sorts the frames. */
    @Setup
    public void load() throws IOException {
        frames = stream(stream, profiles).toArray(new Heard[0]);
    }

    /** Returns the frames of a stream in a fixed random order. */
    static List<Heard> stream(String stream, Profiles profiles) throws IOException {
        List<Heard> all = new ArrayList<>();
        Frames.noise().forEach(frame -> all.add(frame.heard()));
        Frames.families().values().forEach(all::addAll);
        List<Heard> chosen = new ArrayList<>();
        for (Heard heard : all) {
            boolean wanted = profiles.decode(heard) instanceof Decoded.Readings;
            if (stream.equals("mixed") || wanted == stream.equals("wanted")) {
                chosen.add(heard);
            }
        }
        Collections.shuffle(chosen, new Random(SEED));
        return chosen;
    }

    /** Asks the profiles that the index names. */
    @Benchmark
    public @Nullable Decoded indexed() {
        next = next + 1 < frames.length ? next + 1 : 0;
        return profiles.decode(frames[next]);
    }

    /** Asks all profiles: the baseline. */
    @Benchmark
    public @Nullable Decoded walked() {
        next = next + 1 < frames.length ? next + 1 : 0;
        return profiles.decodeByWalk(frames[next]);
    }
}
