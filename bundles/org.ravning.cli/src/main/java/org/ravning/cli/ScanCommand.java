// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.BleException;
import org.ravning.api.Ravning;
import org.ravning.api.ScanMode;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the advertisements that are heard. */
@Command(name = "scan", description = "Print the advertisements that are heard, until Ctrl-C, --timeout or --count.")
final class ScanCommand extends BleCommand {
    private static final int QUEUE_CAPACITY = 100_000;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            converter = Seconds.class,
            description = "End after S seconds; without it, the scan goes on until Ctrl-C or --count.")
    private @Nullable Duration timeout;

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End after N advertisements; to get fewer in the time of --timeout is a failure.")
    private @Nullable Long count;

    @Option(
            names = "--service",
            paramLabel = "UUID",
            converter = Uuids.class,
            description = "Only devices that advertise this service; may be repeated, any of them will do.")
    private List<UUID> services = List.of();

    @Option(names = "--name", paramLabel = "N", description = "Only devices with this local name.")
    private @Nullable String name;

    @Option(names = "--passive", description = "Only listen, and send nothing; adapters that cannot are left out.")
    private boolean passive;

    @Option(names = "--quiet", description = "Print only a closing line with count, seconds and rate.")
    private boolean quiet;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "Write the advertisements to a new file, one JSON object a line, in place of printing them.")
    private @Nullable Path record;

    @Option(names = "--force", description = "With --record: replace FILE if it is there already.")
    private boolean force;

    @Option(
            names = {"--pseudonymise", "--pseudonymize"},
            description = "With --record: write other addresses in the place of the real ones, the same for the same"
                    + " device; names and payloads stay as they are.")
    private boolean pseudonymise;

    @Override
    void check() {
        checkCount(count);
        if (record == null && (force || pseudonymise)) {
            throw usage((force ? "--force" : "--pseudonymise") + " belongs to --record FILE");
        }
    }

    @Override
    int run(Ravning ravning) throws IOException, InterruptedException {
        ScanRequest request = request(ravning);
        ScanTally tally = new ScanTally(count == null ? Long.MAX_VALUE : count, System.nanoTime());
        if (record == null) {
            ScanOutput output = quiet ? ScanOutput.NONE : new Printing();
            return scan(ravning, request, new ScanRun(tally, output, this::note));
        }
        try (CaptureWriter writer = CaptureWriter.create(record, force, pseudonymise ? new Pseudonyms() : null)) {
            try {
                return scan(ravning, request, new ScanRun(tally, new Recording(writer), this::note));
            } catch (BleException e) {
                writer.discard();
                throw e;
            }
        }
    }

    private int scan(Ravning ravning, ScanRequest request, ScanRun run) throws IOException, InterruptedException {
        boolean interrupted = false;
        long dropped;
        ScanTally tally = run.tally();
        try (Subscription scan = ravning.scanner().scan(request, run);
                StatusLine.Work progress = status().begin(() -> progress(tally))) {
            try {
                run.await(timeout == null ? Long.MAX_VALUE : timeout.toNanos());
            } catch (InterruptedException e) {
                interrupted = true;
            }
            tally.end(System.nanoTime());
            dropped = scan.dropped();
        }
        run.throwIfFailed();
        printSummary(tally, dropped);
        if (interrupted) {
            return Interruption.STATUS;
        }
        if (count != null && !tally.isComplete() && !isOutputClosed()) {
            throw new CommandFailure(
                    "heard " + tally.count() + " of " + count + " advertisements before the time was over");
        }
        return 0;
    }

    /** Says how far the scan is, where what it prints does not. */
    private String progress(ScanTally tally) {
        boolean printsHere = Terminal.hasOutput() && record == null && !quiet;
        if (printsHere && tally.count() > 0) {
            return "";
        }
        double seconds = tally.nanosUntil(System.nanoTime()) / (double) TimeUnit.SECONDS.toNanos(1);
        return String.format(
                Locale.ROOT,
                "%d advertisements, %d/s, %.0f s; Ctrl-C ends",
                tally.count(),
                Math.round(tally.count() / seconds),
                seconds);
    }

    private ScanRequest request(Ravning ravning) {
        ScanRequest.Builder request =
                ScanRequest.builder().adapter(adapter(ravning)).queueCapacity(QUEUE_CAPACITY);
        if (passive) {
            request.mode(ScanMode.PASSIVE);
        }
        services.forEach(request::service);
        if (name != null) {
            request.name(name);
        }
        return request.build();
    }

    private void printSummary(ScanTally tally, long dropped) {
        double seconds = tally.nanos() / (double) TimeUnit.SECONDS.toNanos(1);
        long rate = Math.round(tally.count() / seconds);
        boolean isResult = quiet || record != null;
        if (isResult && isJson()) {
            JsonObject object = new JsonObject();
            object.addProperty("count", tally.count());
            object.addProperty("seconds", Math.round(seconds * 1000) / 1000.0);
            object.addProperty("rate", rate);
            object.addProperty("dropped", dropped);
            if (record != null) {
                object.addProperty("file", record.toString());
            }
            print(object);
            return;
        }
        String line = String.format(
                Locale.ROOT,
                "%d advertisements in %.3f s (%d/s)%s%s",
                tally.count(),
                seconds,
                rate,
                record == null ? "" : " in " + record,
                dropped == 0 ? "" : ", " + dropped + " lost because the output was too slow");
        if (isResult) {
            print(line);
        } else {
            note(line);
        }
    }

    /** Prints what is heard, until nobody reads it. */
    private final class Printing implements ScanOutput {
        @Override
        public boolean take(Advertisement heard) {
            if (isJson()) {
                print(Json.advertisement(heard));
            } else {
                print(AdvertisementText.of(heard));
            }
            return !isOutputClosed();
        }
    }
}
