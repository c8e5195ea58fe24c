// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
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

    @Override
    void check() {
        checkCount(count);
    }

    @Override
    int run(Ravning ravning) throws BleException, InterruptedException {
        ScanTally tally = new ScanTally(count == null ? Long.MAX_VALUE : count, System.nanoTime());
        boolean interrupted = false;
        long dropped;
        try (Subscription scan = ravning.scanner().scan(request(ravning), new Printer(tally))) {
            try {
                tally.await(timeout == null ? Long.MAX_VALUE : timeout.toNanos());
            } catch (InterruptedException e) {
                interrupted = true;
            }
            tally.end(System.nanoTime());
            dropped = scan.dropped();
        }
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
        if (quiet && isJson()) {
            JsonObject object = new JsonObject();
            object.addProperty("count", tally.count());
            object.addProperty("seconds", Math.round(seconds * 1000) / 1000.0);
            object.addProperty("rate", rate);
            object.addProperty("dropped", dropped);
            print(object);
            return;
        }
        String line = String.format(
                Locale.ROOT,
                "%d advertisements in %.3f s (%d/s)%s",
                tally.count(),
                seconds,
                rate,
                dropped == 0 ? "" : ", " + dropped + " lost because the output was too slow");
        if (quiet) {
            print(line);
        } else {
            note(line);
        }
    }

    /** Prints advertisements until there are enough or nobody reads them. */
    private final class Printer implements AdvertisementListener {
        private final ScanTally tally;

        Printer(ScanTally tally) {
            this.tally = tally;
        }

        @Override
        public void onAdvertisement(Advertisement heard) {
            if (tally.isOver()) {
                return;
            }
            if (!quiet) {
                if (isJson()) {
                    print(Json.advertisement(heard));
                } else {
                    print(AdvertisementText.of(heard));
                }
                if (isOutputClosed()) {
                    tally.end(System.nanoTime());
                }
            }
            tally.taken(System.nanoTime());
        }

        @Override
        public void onAdapterLost(AdapterId adapter, BleException cause) {
            note("adapter " + adapter + " no longer scans: " + cause.getMessage() + "; waiting for it");
        }
    }
}
