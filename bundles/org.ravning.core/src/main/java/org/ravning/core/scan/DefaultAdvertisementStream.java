// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.AdvertisementStream;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.Overflow;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.core.dispatch.BlockingCalls;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Counters;

/** The listener of a scan that keeps what it hears for those who take it. */
final class DefaultAdvertisementStream implements AdvertisementStream, AdvertisementListener {
    private final ScanRequest request;
    private final CoreThreads threads;
    private final Counters counters;
    private final BlockingCalls calls;
    private final BleOperation operation;

    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Advertisement> waiting = new ArrayDeque<>();
    private final ArrayDeque<CompletableFuture<Optional<Advertisement>>> takers = new ArrayDeque<>();
    private @Nullable Subscription scan;
    private long dropped;
    private boolean ended;

    DefaultAdvertisementStream(ScanRequest request, CoreThreads threads, Counters counters) {
        this.request = request;
        this.threads = threads;
        this.counters = counters;
        this.calls = new BlockingCalls(threads);
        this.operation = new BleOperation("scan", null, request.adapter());
    }

    /** Takes the scan that feeds it. */
    DefaultAdvertisementStream fedBy(Subscription started) {
        lock.lock();
        try {
            scan = started;
        } finally {
            lock.unlock();
        }
        return this;
    }

    @Override
    public void onAdvertisement(Advertisement advertisement) {
        boolean tooSlow;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            CompletableFuture<Optional<Advertisement>> taker;
            while ((taker = takers.poll()) != null) {
                if (taker.complete(Optional.of(advertisement))) {
                    return;
                }
            }
            tooSlow = waiting.size() >= request.queueCapacity() && !makeRoom();
            if (!tooSlow) {
                waiting.add(advertisement);
            }
        } finally {
            lock.unlock();
        }
        if (tooSlow) {
            onEnd();
            threads.workers().execute(this::closeScan);
        }
    }

    private boolean makeRoom() {
        int lost = request.overflow() == Overflow.KEEP_LATEST ? waiting.size() : 1;
        dropped += lost;
        counters.advertisementsDropped.add(lost);
        switch (request.overflow()) {
            case DROP_OLDEST -> waiting.remove();
            case KEEP_LATEST -> waiting.clear();
            case CLOSE -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void onEnd() {
        lock.lock();
        try {
            ended = true;
            takers.forEach(taker -> taker.complete(Optional.empty()));
            takers.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Advertisement> next(Duration timeout) throws InterruptedException {
        BlockingCalls.refuseInListener("next");
        CompletableFuture<Optional<Advertisement>> taker = new CompletableFuture<>();
        lock.lock();
        try {
            Advertisement first = waiting.poll();
            if (first != null || ended || timeout.isZero() || timeout.isNegative()) {
                return Optional.ofNullable(first);
            }
            takers.add(taker);
        } finally {
            lock.unlock();
        }
        try {
            return calls.await(taker, operation, timeout, () -> taker.complete(Optional.empty()));
        } catch (InterruptedException e) {
            putBack(taker);
            throw e;
        } catch (BleException e) {
            throw new IllegalStateException("cannot fail", e);
        } finally {
            forgetThoseThatEnded();
        }
    }

    /** The interrupt may have come just after an advertisement. */
    private void putBack(CompletableFuture<Optional<Advertisement>> taker) {
        if (!taker.isCancelled()) {
            lock.lock();
            try {
                taker.getNow(Optional.empty()).ifPresent(waiting::addFirst);
            } finally {
                lock.unlock();
            }
        }
    }

    private void forgetThoseThatEnded() {
        lock.lock();
        try {
            takers.removeIf(CompletableFuture::isDone);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Iterable<Advertisement> within(Duration time) {
        return () -> new TimedIterator(threads.clock().instant().plus(time));
    }

    @Override
    public long dropped() {
        lock.lock();
        try {
            return dropped + (scan == null ? 0 : scan.dropped());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isActive() {
        lock.lock();
        try {
            return !ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        onEnd();
        lock.lock();
        try {
            waiting.clear();
        } finally {
            lock.unlock();
        }
        closeScan();
    }

    private void closeScan() {
        Subscription open;
        lock.lock();
        try {
            open = scan;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
    }

    /** Takes advertisements until a moment in time. */
    private final class TimedIterator implements Iterator<Advertisement> {
        private final Instant end;
        private @Nullable Advertisement ahead;

        TimedIterator(Instant end) {
            this.end = end;
        }

        @Override
        public boolean hasNext() {
            Duration left = Duration.between(threads.clock().instant(), end);
            if (ahead == null && !left.isZero() && !left.isNegative()) {
                try {
                    ahead = DefaultAdvertisementStream.this.next(left).orElse(null);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return ahead != null;
        }

        @Override
        public Advertisement next() {
            Advertisement taken = hasNext() ? ahead : null;
            if (taken == null) {
                throw new NoSuchElementException("the time is over");
            }
            ahead = null;
            return taken;
        }
    }
}
