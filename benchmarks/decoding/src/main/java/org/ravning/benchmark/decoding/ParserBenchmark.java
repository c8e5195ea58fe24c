// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ravning.profile.api.Decoded;

/** Parses the bytes of what was heard in a room, and puts each frame before all profiles. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ParserBenchmark {
    private final Profiles profiles = new Profiles();
    private RawFrame[] frames = {};
    private int next;

    /** Reads the capture. */
    @Setup
    public void load() throws IOException {
        frames = Frames.noise().toArray(new RawFrame[0]);
    }

    /** Parses and decodes the next frame. */
    @Benchmark
    public @Nullable Decoded parsedAndDecoded() {
        next = next + 1 < frames.length ? next + 1 : 0;
        return profiles.decode(frames[next].heard());
    }
}
