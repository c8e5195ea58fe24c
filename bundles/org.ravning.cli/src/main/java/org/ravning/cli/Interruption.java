// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C does (and SIGTERM): it interrupts the thread that runs the command, and lets it give up its scans and
 * links, and say its last line, before the process ends.
 */
final class Interruption implements AutoCloseable {
    /** The exit status of a command that was interrupted, as shells number it. */
    static final int STATUS = 130;

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Thread command) {
        hook = new Thread(() -> interrupt(command), "ravning-at-exit");
    }

    /** Watches for Ctrl-C on behalf of this thread, until closed. */
    static Interruption ofThisThread() {
        Interruption interruption = new Interruption(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already: the hook waited for this very moment.
        }
    }

    private void interrupt(Thread command) {
        command.interrupt();
        try {
            if (!done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                System.err.println("ravning: not everything could be given up in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
