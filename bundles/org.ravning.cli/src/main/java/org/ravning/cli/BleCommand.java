// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleAdapter;
import org.ravning.api.ConnectOptions;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.codec.PrintableText;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands share that use Bluetooth: their options, and how the radios are opened and closed. */
abstract class BleCommand implements Callable<Integer> {
    /** How long an operation over a link may take. */
    static final Duration LONGEST_ANSWER = ConnectOptions.DEFAULT.operationTimeout();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print one JSON object a line; messages go to standard error.")
    private boolean json;

    @Option(
            names = "--adapter",
            paramLabel = "A",
            description = "Use this adapter, such as hci0; see: ravning adapters.")
    private @Nullable String adapterName;

    @Option(
            names = "--simulate",
            arity = "0..1",
            fallbackValue = "default",
            preprocessor = AttachedOnly.class,
            paramLabel = "FILE",
            description = "Use simulated devices instead of Bluetooth; they are the default ones, or those of FILE"
                    + " (--simulate=FILE). A capture is played: --simulate=air.jsonl,speed=10,loop.")
    private @Nullable String simulation;

    private @Nullable StatusLine status;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        check();
        try (Ravning ravning = open()) {
            try (StatusLine.Work waiting =
                    status().begin("waiting for this machine's Bluetooth", LookAround.DEFAULT.longest())) {
                LookAround.DEFAULT.await(ravning.adapters(), this::note);
            }
            return run(ravning);
        }
    }

    /** Checks what was asked for, before anything is opened; throws {@link ParameterException}. */
    void check() {}

    /** Does the work and returns the exit status. */
    abstract int run(Ravning ravning) throws IOException, InterruptedException;

    /** Returns the line on the terminal that tells how far the work is. */
    final StatusLine status() {
        StatusLine line = status;
        if (line == null) {
            line = new StatusLine(spec.commandLine().getErr(), Terminal.hasErrors());
            status = line;
        }
        return line;
    }

    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Checks the value of {@code --count}, where it is given. */
    final void checkCount(@Nullable Long count) {
        if (count != null && count < 1) {
            throw usage("--count is at least 1, not " + count);
        }
    }

    final boolean isJson() {
        return json;
    }

    /** Prints a line of the result. */
    final void print(String line) {
        status().erase();
        out().println(PrintableText.of(line, 2000));
    }

    /** Prints a line of the result as JSON. */
    final void print(JsonElement object) {
        status().erase();
        out().println(object);
    }

    /** Prints a message that is no result. */
    final void note(String line) {
        status().erase();
        PrintWriter err = spec.commandLine().getErr();
        err.println(PrintableText.of(line, 2000));
        err.flush();
    }

    /** Says whether nobody reads the output any more, as after {@code ravning scan | head}. */
    final boolean isOutputClosed() {
        return out().checkError();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Says whether the user named this adapter, or none. */
    final boolean isWanted(AdapterId adapter) {
        return adapterName == null || adapter.matches(adapterName);
    }

    /** Returns the adapter that the user named, or null if none was named. */
    final @Nullable AdapterId adapter(Ravning ravning) {
        if (adapterName == null) {
            return null;
        }
        List<BleAdapter> all = ravning.adapters().all();
        for (BleAdapter adapter : all) {
            if (adapter.id().matches(adapterName)) {
                return adapter.id();
            }
        }
        throw new CommandFailure(
                "no adapter " + adapterName + "; " + (all.isEmpty() ? whyNone(ravning) : "there are: " + names(all)));
    }

    /** Says in one line why there is no adapter: what each backend looked for, and what to do. */
    static String whyNone(Ravning ravning) {
        List<BackendStatus> backends = ravning.adapters().backends();
        if (backends.isEmpty()) {
            return "no backend for this operating system is installed";
        }
        return backends.stream()
                .map(status -> status.message() + (status.hint().isEmpty() ? "" : "; " + status.hint()))
                .collect(Collectors.joining("; "));
    }

    private static String names(List<BleAdapter> adapters) {
        return adapters.stream().map(a -> a.id().name()).collect(Collectors.joining(", "));
    }

    private Ravning open() {
        if (simulation == null) {
            return Ravning.open();
        }
        Map<String, String> settings = "default".equals(simulation) ? Map.of() : Map.of("sim.file", simulation);
        try {
            return Ravning.open(new RavningOptions(Set.of("sim"), settings));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(String.valueOf(e.getMessage()));
        }
    }
}
