// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.ThingOptions;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;
import org.ravning.things.time.Time;

/**
 * Holds back readings that the user does not want to hear so often: what is within its dead band for good, what comes too
 * soon until its time is over, only the newest of each property. Guarded by the table's lock.
 */
final class Sieve {
    private final Time time;
    private final Map<String, ThingState.TimedValue> last;
    private final Map<String, Long> toldAt = new HashMap<>();
    private final Map<String, Held> held = new LinkedHashMap<>();
    private ThingOptions options = ThingOptions.NONE;
    private Time.@Nullable Alarm alarm;

    /** @param last what was told last of each property */
    Sieve(Time time, Map<String, ThingState.TimedValue> last) {
        this.time = time;
        this.last = last;
    }

    /**
     * A reading that waits.
     *
     * @param reading what was told
     * @param at when
     */
    record Held(Reading reading, Instant at) {}

    ThingOptions options() {
        return options;
    }

    /** Takes other options; what waits is judged by them. */
    void setOptions(ThingOptions newOptions) {
        options = newOptions;
        cancelAlarm();
    }

    /** Returns the readings that are told now. */
    List<Reading> sift(List<Reading> readings, Instant at) {
        if (options.tellsAll() && held.isEmpty()) {
            return readings;
        }
        List<Reading> passed = new ArrayList<>();
        for (Reading reading : readings) {
            String name = reading.property().name();
            held.remove(name);
            if (untilAllowed(name).compareTo(Duration.ZERO) > 0) {
                held.put(name, new Held(reading, at));
            } else if (isNews(reading)) {
                passed.add(reading);
            }
        }
        return passed;
    }

    /** Says that a property was told. */
    void told(String name) {
        toldAt.put(name, time.nanos());
        held.remove(name);
    }

    /** Forgets properties that are no more. */
    void retain(Set<String> names) {
        held.keySet().retainAll(names);
        toldAt.keySet().retainAll(names);
    }

    /** Takes out what may be told now. */
    List<Held> due() {
        List<Held> due = new ArrayList<>();
        for (Iterator<Held> all = held.values().iterator(); all.hasNext(); ) {
            Held one = all.next();
            if (untilAllowed(one.reading().property().name()).compareTo(Duration.ZERO) <= 0) {
                all.remove();
                if (isNews(one.reading())) {
                    due.add(one);
                }
            }
        }
        return due;
    }

    /** Returns how long until something that waits may be told. */
    Optional<Duration> untilNext() {
        return held.keySet().stream().map(this::untilAllowed).min(Duration::compareTo);
    }

    boolean hasAlarm() {
        return alarm != null;
    }

    void setAlarm(Time.Alarm newAlarm) {
        alarm = newAlarm;
    }

    void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }

    private Duration untilAllowed(String name) {
        return options.minimumInterval().minus(sinceTold(name));
    }

    /** Returns the time since the property was told; a day, the longest interval there is, if it never was. */
    private Duration sinceTold(String name) {
        Long nanos = toldAt.get(name);
        return nanos == null ? Duration.ofDays(1) : Duration.ofNanos(time.nanos() - nanos);
    }

    private boolean isNews(Reading reading) {
        String name = reading.property().name();
        BigDecimal band = options.deadBands().get(name);
        ThingState.TimedValue before = last.get(name);
        if (band == null || before == null || !isWithin(band, reading.value(), before.value())) {
            return true;
        }
        Duration longest = options.maximumInterval();
        return !longest.isZero() && sinceTold(name).compareTo(longest) >= 0;
    }

    private static boolean isWithin(BigDecimal band, @Nullable Value now, @Nullable Value before) {
        return now instanceof Value.Numeric fresh
                && before instanceof Value.Numeric old
                && fresh.value().subtract(old.value()).abs().compareTo(band) < 0;
    }
}
