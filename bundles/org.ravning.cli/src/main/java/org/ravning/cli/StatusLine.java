// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.codec.PrintableText;

/**
 * The line at the foot of a terminal that tells how far a long work is, and is gone when it ends. Where standard error
 * is no terminal nothing is shown. Any thread may call.
 */
final class StatusLine {
    private static final Duration FIRST = Duration.ofMillis(600);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final String ERASE = "\r\u001b[K";
    private static final int WIDTH = 78;

    private final PrintWriter err;
    private final boolean shown;
    private final ReentrantLock lock = new ReentrantLock();
    private String drawn = ""; // guarded by lock
    private @Nullable Work current; // guarded by lock

    /** Creates it; {@code shown} says whether there is a terminal. */
    StatusLine(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    /** Begins a work: what the text says, unless it is empty, is shown now and then until the work is closed. */
    Work begin(Supplier<String> text) {
        Work work = new Work(text);
        if (shown) {
            lock.lock();
            try {
                current = work;
            } finally {
                lock.unlock();
            }
            work.start();
        }
        return work;
    }

    /** Begins a work that is told by how long it takes, and how long it may. */
    Work begin(String what, Duration limit) {
        long started = System.nanoTime();
        return begin(() -> what + ", " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started) + " of "
                + limit.plusMillis(999).toSeconds() + " s");
    }

    /** Removes the line, so that something else can be printed; it comes again. */
    void erase() {
        if (!shown) {
            return;
        }
        lock.lock();
        try {
            if (!drawn.isEmpty()) {
                drawn = "";
                err.print(ERASE);
                err.flush();
            }
        } finally {
            lock.unlock();
        }
    }

    private void draw(Work work) {
        lock.lock();
        try {
            String text = work.equals(current) ? PrintableText.of(work.text.get(), WIDTH) : "";
            if (!text.equals(drawn)) {
                err.print(ERASE + text);
                err.flush();
                drawn = text;
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Work work) {
        lock.lock();
        try {
            if (work.equals(current)) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
        erase();
    }

    /** A work that takes its time; closing it removes the line. */
    final class Work implements AutoCloseable {
        private final Supplier<String> text;
        private final CountDownLatch over = new CountDownLatch(1);

        private Work(Supplier<String> text) {
            this.text = text;
        }

        private void start() {
            Thread thread = new Thread(this::tick, "ravning-status");
            thread.setDaemon(true);
            thread.start();
        }

        private void tick() {
            try {
                boolean isOver = over.await(FIRST.toMillis(), TimeUnit.MILLISECONDS);
                while (!isOver) {
                    draw(this);
                    isOver = over.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            over.countDown();
            end(this);
        }
    }
}
