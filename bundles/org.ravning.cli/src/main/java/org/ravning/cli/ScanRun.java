// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleException;

/** Counts what a scan hears and passes it on, until there is enough or it cannot be passed on any more. */
final class ScanRun implements AdvertisementListener {
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final ScanTally tally;
    private final ScanOutput output;
    private final Consumer<String> notes;
    private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();

    ScanRun(ScanTally tally, ScanOutput output, Consumer<String> notes) {
        this.tally = tally;
        this.output = output;
        this.notes = notes;
    }

    ScanTally tally() {
        return tally;
    }

    /** Waits until the scan is over or this time has passed; what is heard meanwhile is flushed now and then. */
    void await(long nanos) throws InterruptedException {
        long started = System.nanoTime();
        long left = nanos;
        while (left > 0 && !tally.isOver()) {
            tally.await(Math.min(left, FLUSH_NANOS));
            try {
                output.flush();
            } catch (IOException e) {
                fail(e);
            }
            left = nanos - (System.nanoTime() - started);
        }
    }

    @Override
    public void onAdvertisement(Advertisement heard) {
        if (tally.isOver()) {
            return;
        }
        try {
            if (!output.take(heard)) {
                tally.end(System.nanoTime());
            }
            tally.taken(System.nanoTime());
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void onAdapterLost(AdapterId adapter, BleException cause) {
        notes.accept("adapter " + adapter + " no longer scans: " + cause.getMessage() + "; waiting for it");
    }

    /** Throws what the output failed with, if it did. */
    void throwIfFailed() throws IOException {
        IOException cause = failure.get();
        if (cause != null) {
            throw cause;
        }
    }

    private void fail(IOException cause) {
        failure.compareAndSet(null, cause);
        tally.end(System.nanoTime());
    }
}
