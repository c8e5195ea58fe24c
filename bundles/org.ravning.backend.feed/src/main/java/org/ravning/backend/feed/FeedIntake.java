// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.backend.feed.frame.BadFrameException;
import org.ravning.backend.feed.frame.Frame;
import org.ravning.backend.feed.frame.FrameReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges what comes from the broker: what is no advertisement, too old, our own or too much is counted and goes no further. */
final class FeedIntake {
    private static final Logger LOG = LoggerFactory.getLogger(FeedIntake.class);
    private static final long SECOND = 1000;

    private final FeedSettings settings;
    private final Supplier<@Nullable String> ownName;
    private final Clock clock;
    private final Map<FeedCounter, AtomicLong> counts = new EnumMap<>(FeedCounter.class);

    // on the connection's thread only
    private long second;
    private int inSecond;

    FeedIntake(FeedSettings settings, Supplier<@Nullable String> ownName, Clock clock) {
        this.settings = settings;
        this.ownName = ownName;
        this.clock = clock;
        for (FeedCounter counter : FeedCounter.values()) {
            counts.put(counter, new AtomicLong());
        }
    }

    /** An advertisement that was judged good. */
    record Taken(FrameReader.Kind kind, Frame frame) {}

    /** Judges a message; called by one thread at a time. */
    Optional<Taken> judge(String topic, Bytes payload, boolean retained) {
        if (retained) {
            return drop(FeedCounter.RETAINED);
        }
        if (isTooMuch()) {
            return drop(FeedCounter.DROPPED);
        }
        for (FeedSource source : settings.sources()) {
            if (source.admits(topic)) {
                return read(source.kind(), topic, payload);
            }
        }
        return drop(FeedCounter.IGNORED);
    }

    private Optional<Taken> read(FrameReader.Kind kind, String topic, Bytes payload) {
        try {
            Optional<Frame> frame = kind.reader().read(topic, payload);
            if (frame.isEmpty()) {
                return drop(FeedCounter.IGNORED);
            }
            if (kind == FrameReader.Kind.RAVNING && frame.get().gateway().equals(ownName.get())) {
                return drop(FeedCounter.OWN);
            }
            return isStale(frame.get().heardAt()) ? drop(FeedCounter.STALE) : Optional.of(new Taken(kind, frame.get()));
        } catch (BadFrameException e) {
            LOG.debug("a message for {}: {}", kind.word(), e.getMessage());
            return drop(FeedCounter.MALFORMED);
        }
    }

    private boolean isStale(@Nullable Instant heardAt) {
        Duration most = settings.maxAge();
        if (heardAt == null || most.isZero()) {
            return false;
        }
        return Duration.between(heardAt, clock.instant()).abs().compareTo(most) > 0;
    }

    private boolean isTooMuch() {
        long now = clock.millis() / SECOND;
        if (now != second) {
            second = now;
            inSecond = 0;
        }
        return ++inSecond > settings.maxPerSecond();
    }

    void count(FeedCounter counter) {
        of(counter).incrementAndGet();
    }

    Map<String, Long> counts() {
        Map<String, Long> all = new LinkedHashMap<>();
        counts.forEach((counter, count) -> all.put(counter.key(), count.get()));
        return all;
    }

    private Optional<Taken> drop(FeedCounter counter) {
        count(counter);
        return Optional.empty();
    }

    private AtomicLong of(FeedCounter counter) {
        return java.util.Objects.requireNonNull(counts.get(counter));
    }
}
