// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;
import org.ravning.things.key.KeyOwner;
import org.ravning.things.key.KeyVault;
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
    private final KeyVault keys;
    private final Gate gate;
    private final Candidates candidates;
    private final Consumer<TrackedThing> remover;

    /** @param remover removes a thing from the table */
    Administration(
            ReentrantLock lock,
            ThingStore things,
            Reporter reporter,
            ThingRecords records,
            KeyVault keys,
            Gate gate,
            Candidates candidates,
            Consumer<TrackedThing> remover) {
        this.lock = lock;
        this.things = things;
        this.reporter = reporter;
        this.records = records;
        this.keys = keys;
        this.gate = gate;
        this.candidates = candidates;
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
        permit(Identification.ofAddress(device));
    }

    @Override
    public void permit(ThingId device) {
        records.change(device, record -> record.with(ThingRecord.Admission.PERMITTED));
        lock.lock();
        try {
            candidates.remove(device);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Candidate> candidates() {
        lock.lock();
        try {
            return candidates.all();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void setKey(String owner, KeyKind kind, @Nullable String secret) {
        keys.set(keyOwner(owner), kind, secret);
    }

    /** Returns how the file of keys calls the owner. What is wrong with it is not quoted: it may be a key. */
    private String keyOwner(String owner) {
        lock.lock();
        try {
            TrackedThing thing = things.find(owner).orElse(null);
            if (thing == null) {
                return owner;
            }
            String label = KeyOwner.label(thing.id());
            if (label == null && !thing.isKnownByAddress()) {
                throw new IllegalArgumentException("a beacon has no key; give the address of the device");
            }
            return label != null ? label : thing.device().text();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void reload() {
        records.reload();
        keys.refresh();
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

    /**
     * Returns the name of a thing to be: the one that it was given, or one that nobody else has or was given.
     *
     * @param recorded whose record that is
     */
    String name(ThingRecord record, ThingId recorded, String model, ThingId id) {
        String given = record.name();
        return given != null
                        && !things.find(given)
                                .filter(thing -> !thing.id().equals(recorded))
                                .isPresent()
                ? given
                : ThingNames.name(
                        model,
                        id,
                        name -> things.hasName(name) || records.owner(name).isPresent());
    }

    /**
     * Keeps what was said of a device under the identity that its thing has now, and that it is permitted if it came while
     * all were, so that it may come again after a restart.
     */
    void keep(ThingId id, ThingId recorded, boolean permitted) {
        try {
            if (!recorded.equals(id)) {
                ThingRecord record = records.of(recorded);
                records.change(id, none -> record);
                records.change(recorded, moved -> ThingRecord.NONE);
            }
            if (permitted) {
                permit(id);
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("What was said of {} must be said again after a restart: {}", id, e.getMessage());
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
