// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
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

/** Decodes the vectors of one family, one after the other, with all profiles loaded. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class FamilyBenchmark {
    /** The format, as the vectors call it. */
    @Param("bthome-v2")
    public String family = "";

    private final Profiles profiles = new Profiles();
    private Heard[] frames = {};
    private int next;

    /** Reads the vectors. */
    @Setup
    public void load() throws IOException {
        List<Heard> vectors = Objects.requireNonNull(Frames.families().get(family), family);
        frames = vectors.toArray(new Heard[0]);
    }

    /** Decodes the next frame. */
    @Benchmark
    public @Nullable Decoded decode() {
        next = next + 1 < frames.length ? next + 1 : 0;
        return profiles.decode(frames[next]);
    }
}
