// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.NotificationListener;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the values that a characteristic sends. */
@Command(
        name = "notify",
        customSynopsis = "ravning notify [OPTIONS] (DEVICE | --name N) CHAR",
        description = "Print the values that a characteristic sends, until Ctrl-C, --timeout or --count; CHAR is a UUID"
                + " in any of the three lengths, or a handle #NN.")
final class NotifyCommand extends AttributeCommand {
    @Option(names = "--count", paramLabel = "N", description = "End after N values.")
    private @Nullable Long count;

    @Option(names = "--timeout", paramLabel = "S", converter = Seconds.class, description = "End after S seconds.")
    private @Nullable Duration timeout;

    @Override
    void check(List<String> rest) {
        super.check(rest);
        checkCount(count);
    }

    @Override
    int run(BleConnection connection, List<String> rest) throws BleException, InterruptedException {
        Characteristic characteristic = word(rest).characteristicIn(connection.gatt());
        Values values = new Values(connection, characteristic, count == null ? Long.MAX_VALUE : count);
        boolean inTime;
        try (Subscription subscription = connection.subscribe(characteristic, values, SubscribeOptions.DEFAULT);
                StatusLine.Work waiting =
                        status().begin(() -> values.taken() == 0 ? "waiting for the first value; Ctrl-C ends" : "")) {
            inTime = values.await(timeout);
            if (subscription.dropped() > 0) {
                note(subscription.dropped() + " values were lost because the output was too slow");
            }
        } catch (InterruptedException e) {
            return Interruption.STATUS;
        }
        values.throwIfLost();
        if (!inTime && count != null) {
            throw new CommandFailure("got " + values.taken() + " of " + count + " values before the time was over");
        }
        return 0;
    }

    /** Prints values until there are enough or the link is lost. */
    private final class Values implements NotificationListener {
        private final AtomicLong taken = new AtomicLong();
        private final CountDownLatch end = new CountDownLatch(1);
        private final AtomicReference<@Nullable BleException> cause = new AtomicReference<>();
        private final BleConnection connection;
        private final Characteristic characteristic;
        private final long wanted;

        Values(BleConnection connection, Characteristic characteristic, long wanted) {
            this.connection = connection;
            this.characteristic = characteristic;
            this.wanted = wanted;
        }

        /** Waits for the end; says whether it came before the time was over. */
        boolean await(@Nullable Duration time) throws InterruptedException {
            return end.await(time == null ? Long.MAX_VALUE : time.toNanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public void onValue(Bytes value, Instant at) {
            long now = taken.incrementAndGet();
            if (now <= wanted) {
                printValue(connection, characteristic, value, at);
            }
            if (now >= wanted || isOutputClosed()) {
                end.countDown();
            }
        }

        long taken() {
            return taken.get();
        }

        void throwIfLost() throws BleException {
            BleException lost = cause.get();
            if (lost != null && taken.get() < wanted) {
                throw lost;
            }
        }

        @Override
        public void onEnd(@Nullable BleException lost) {
            cause.compareAndSet(null, lost);
            end.countDown();
        }
    }
}
