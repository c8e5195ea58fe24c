// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;
import org.ravning.things.record.ThingNameRule;
import org.ravning.things.record.ThingRecord;
import org.ravning.things.record.ThingRecords;
import org.ravning.things.setting.Clean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes things as the user says. What is written to the file is written without the table's lock. */
final class Administration implements ThingAdministration {
    private static final Logger LOG = LoggerFactory.getLogger(Administration.class);
    private static final int SHOWN = 80;
    private static final Duration LONGEST_WINDOW = Duration.ofHours(1);

    private final ReentrantLock lock;
    private final ThingStore things;
    private final Reporter reporter;
    private final ThingRecords records;
    private final Gate gate;
    private final Consumer<TrackedThing> remover;

    /** @param remover removes a thing from the table */
    Administration(
            ReentrantLock lock,
            ThingStore things,
            Reporter reporter,
            ThingRecords records,
            Gate gate,
            Consumer<TrackedThing> remover) {
        this.lock = lock;
        this.things = things;
        this.reporter = reporter;
        this.records = records;
        this.gate = gate;
        this.remover = remover;
    }

    @Override
    public void rename(String nameOrId, String newName) {
        ThingNameRule.check(newName);
        ThingId id = id(nameOrId);
        Optional<ThingId> owner = records.owner(newName);
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            if (thing == null || owner.isPresent() && !owner.get().equals(id) || !isFree(thing, newName)) {
                throw new IllegalArgumentException("another thing has the name " + newName);
            }
        } finally {
            lock.unlock();
        }
        records.change(id, record -> record.withName(newName));
        apply(id);
    }

    @Override
    public void remove(String nameOrId, boolean block) {
        ThingId id = id(nameOrId);
        records.change(id, record -> block ? ThingRecord.NONE.with(ThingRecord.Admission.BLOCKED) : ThingRecord.NONE);
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            if (thing != null) {
                remover.accept(thing);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public ThingOptions options(String nameOrId) {
        return records.of(id(nameOrId)).options();
    }

    @Override
    public void setOptions(String nameOrId, ThingOptions options) {
        ThingId id = id(nameOrId);
        records.change(id, record -> record.with(options));
        apply(id);
    }

    @Override
    public void permit(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("devices are permitted for 0 to 3600 seconds");
        }
        lock.lock();
        try {
            gate.open(time);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void permit(DeviceId device) {
        records.change(new ThingId(device.compact()), record -> record.with(ThingRecord.Admission.PERMITTED));
    }

    @Override
    public List<DeviceId> waiting() {
        lock.lock();
        try {
            return gate.waiting();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reload() {
        records.reload();
        lock.lock();
        try {
            for (TrackedThing thing : things.sorted()) {
                if (records.of(thing.id()).admission() == ThingRecord.Admission.BLOCKED) {
                    remover.accept(thing);
                } else {
                    apply(thing.id());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> backup() {
        return records.text();
    }

    private void apply(ThingId id) {
        ThingRecord record = records.of(id);
        lock.lock();
        try {
            TrackedThing thing = things.of(id);
            if (thing == null) {
                return;
            }
            thing.sieve().setOptions(record.options());
            reporter.arrange(thing);
            String name = record.name();
            if (name != null && !name.equals(thing.name()) && isFree(thing, name)) {
                things.rename(thing, name);
                reporter.describe(thing);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the name of a thing to be: the one that it was given, or one that nobody else has or was given. */
    String name(ThingRecord record, String model, String compact) {
        String given = record.name();
        return given != null && !things.find(given).isPresent()
                ? given
                : ThingNames.name(
                        model,
                        compact,
                        name -> things.hasName(name) || records.owner(name).isPresent());
    }

    /** Permits a device that came while all were, so that it may come again after a restart. */
    void remember(DeviceId device) {
        try {
            permit(device);
        } catch (IllegalArgumentException e) {
            LOG.warn("{} must be permitted again after a restart: {}", device, e.getMessage());
        }
    }

    /** A name must not be another thing's id either: commands take both. */
    private boolean isFree(TrackedThing thing, String name) {
        return things.find(name).map(thing::equals).orElse(true);
    }

    private ThingId id(String nameOrId) {
        lock.lock();
        try {
            return things.find(nameOrId)
                    .map(TrackedThing::id)
                    .orElseThrow(() ->
                            new IllegalArgumentException("there is no thing \"" + Clean.text(nameOrId, SHOWN) + '"'));
        } finally {
            lock.unlock();
        }
    }
}
