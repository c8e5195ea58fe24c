// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark.decoding;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints a table. Arguments: seconds of measuring for each row (2), and words of which a family
 * must contain one.
 */
public final class DecodingBenchmarks {
    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final double UNWANTED_TARGET = 500_000;
    private static final double WANTED_TARGET = 200_000;

    private final int seconds;

    private DecodingBenchmarks(int seconds) {
        this.seconds = seconds;
    }

    /** Starts it. */
    public static void main(String[] arguments) throws RunnerException, IOException {
        List<String> words = List.of(arguments);
        int seconds = 2;
        if (!words.isEmpty() && words.get(0).matches("[0-9]{1,3}")) {
            seconds = Math.max(1, Integer.parseInt(words.get(0)));
            words = words.subList(1, words.size());
        }
        new DecodingBenchmarks(seconds).run(words);
    }

    private void run(List<String> words) throws RunnerException, IOException {
        Profiles profiles = new Profiles();
        System.out.printf("%d profiles, one thread; bytes are those allocated for each frame%n%n", profiles.count());
        System.out.printf("%-28s %7s %12s %10s%n", "", "frames", "frames/s", "bytes");
        for (Map.Entry<String, List<Heard>> family : Frames.families().entrySet()) {
            if (words.isEmpty() || words.stream().anyMatch(family.getKey()::contains)) {
                measure("FamilyBenchmark", "family", family.getKey())
                        .forEach(result ->
                                print(family.getKey(), family.getValue().size(), result));
            }
        }
        System.out.println();
        boolean met = true;
        for (String stream : List.of("unwanted", "wanted", "mixed")) {
            int frames = MatcherBenchmark.stream(stream, profiles).size();
            for (RunResult result : measure("MatcherBenchmark", "stream", stream)) {
                String how = result.getPrimaryResult().getLabel();
                print(stream + ", " + how, frames, result);
                double target = stream.equals("unwanted") ? UNWANTED_TARGET : WANTED_TARGET;
                met &= !how.equals("indexed") || result.getPrimaryResult().getScore() >= target;
            }
        }
        int noise = Frames.noise().size();
        measure("ParserBenchmark", "", "").forEach(result -> print("noise, parsed and indexed", noise, result));
        System.out.printf(
                Locale.ROOT,
                "%nwanted: at least %,.0f frames/s that no profile wants, %,.0f that one does: %s%n",
                UNWANTED_TARGET,
                WANTED_TARGET,
                met ? "met" : "not met");
    }

    private Collection<RunResult> measure(String benchmark, String parameter, String value) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + benchmark + "\\.")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .forks(1)
                .jvmArgsAppend("-Xmx512m", "-Dravning.bundles=" + System.getProperty("ravning.bundles", ""))
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(2)
                .measurementTime(TimeValue.milliseconds(seconds * 500L));
        if (!parameter.isEmpty()) {
            options = options.param(parameter, value);
        }
        return new Runner(options.build()).run();
    }

    private static void print(String what, int frames, RunResult result) {
        Result<?> allocated = result.getSecondaryResults().get(ALLOCATED);
        System.out.printf(
                Locale.ROOT,
                "%-28s %7d %,12.0f %10s%n",
                what,
                frames,
                result.getPrimaryResult().getScore(),
                allocated == null ? "?" : String.format(Locale.ROOT, "%,.0f", allocated.getScore()));
    }
}
