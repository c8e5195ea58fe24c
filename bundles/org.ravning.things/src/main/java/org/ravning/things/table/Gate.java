// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.ravning.api.DeviceId;
import org.ravning.things.record.ThingRecord;
import org.ravning.things.setting.DeviceRules;
import org.ravning.things.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which devices become things: by the user's lists, by what was said of each, and by asking. Guarded by the table's lock. */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final int MOST_WAITING = 100;

    private final DeviceRules rules;
    private final ThingCounters counters;
    private final Time time;
    private final Set<DeviceId> waiting = new LinkedHashSet<>();
    private long openSince;
    private Duration openFor = Duration.ZERO;

    Gate(DeviceRules rules, ThingCounters counters, Time time) {
        this.rules = rules;
        this.counters = counters;
        this.time = time;
    }

    boolean admits(DeviceId device, ThingRecord record) {
        if (record.admission() == ThingRecord.Admission.BLOCKED || !rules.admits(device)) {
            counters.count(ThingCounters.Kind.DENIED);
            return false;
        }
        if (!rules.isAsking() || record.admission() == ThingRecord.Admission.PERMITTED || isOpen()) {
            waiting.remove(device);
            return true;
        }
        counters.count(ThingCounters.Kind.WAITING);
        announce(device);
        return false;
    }

    private void announce(DeviceId device) {
        if (waiting.add(device)) {
            LOG.info("{} waits to be permitted (bridge/request/permit)", device);
            if (waiting.size() > MOST_WAITING) {
                waiting.remove(waiting.iterator().next());
            }
        }
    }

    /** Says whether who is admitted now must be remembered, for it would have had to wait otherwise. */
    boolean mustRemember(ThingRecord record) {
        return rules.isAsking() && record.admission() == ThingRecord.Admission.USUAL;
    }

    void open(Duration forSoLong) {
        openSince = time.nanos();
        openFor = forSoLong;
    }

    private boolean isOpen() {
        return !openFor.isZero() && time.nanos() - openSince < openFor.toNanos();
    }

    List<DeviceId> waiting() {
        return new ArrayList<>(waiting);
    }
}
