// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.GattException;
import org.ravning.profile.api.Access;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.CommandResult.Failure;
import org.ravning.profile.api.GattPlan;
import org.ravning.profile.api.Quality;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;
import org.ravning.things.command.AirAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a command does over an open link: sets, reads back, reads. */
final class SessionWork {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWork.class);

    private final LinkHost host;
    private final ThingId id;
    private final LinkSession session;
    private final Map<String, Value> values;
    private final Deadline deadline;
    private boolean writing;
    private boolean written;

    /** Creates it; what it finds goes into the values. */
    SessionWork(LinkHost host, ThingId id, LinkSession session, Map<String, Value> values, Deadline deadline) {
        this.host = host;
        this.id = id;
        this.session = session;
        this.values = values;
        this.deadline = deadline;
    }

    /** Tells how much time is left. */
    interface Deadline {
        Duration left() throws DeadlineException;
    }

    /** Says whether a write is or was under way when the work ended. */
    boolean isWriting() {
        return writing;
    }

    /** Says whether a write was sent, or may have been. */
    boolean hasWritten() {
        return written;
    }

    /** Does what the command says; returns why not, if the profile cannot. */
    @Nullable
    Failure carryOut(Command command) throws BleException, InterruptedException, DeadlineException {
        Map<Characteristic, Map<String, Value>> done = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : command.set().entrySet()) {
            Optional<GattPlan.Sink> sink = session.sink(entry.getKey());
            if (!sink.isPresent()) {
                return new Failure(Code.NOT_WRITABLE, entry.getKey() + " cannot be set on this device", null);
            }
            Characteristic target = set(sink.get(), entry.getValue());
            values.put(entry.getKey(), entry.getValue());
            done.computeIfAbsent(target, c -> new LinkedHashMap<>()).put(entry.getKey(), entry.getValue());
        }
        for (Map.Entry<Characteristic, Map<String, Value>> entry : done.entrySet()) {
            confirm(entry.getKey(), entry.getValue());
        }
        if (command.set().isEmpty() || !command.get().isEmpty()) {
            get(command.get());
        }
        return null;
    }

    private Characteristic set(GattPlan.Sink sink, Value value)
            throws BleException, InterruptedException, DeadlineException {
        GattPlan.Write write = encode(sink, value);
        Duration left = deadline.left();
        boolean before = written;
        written = true;
        writing = true;
        try {
            session.write(write, left);
            writing = false;
        } catch (BleException e) {
            written = before || mayHaveHappened(e);
            throw e;
        }
        return write.characteristic();
    }

    private static boolean mayHaveHappened(BleException e) {
        return e instanceof BleDisconnectedException lost && lost.wasSent()
                || e instanceof BleTimeoutException late && late.wasSent();
    }

    /** Encodes over the bytes that the device has now, if the value shares bytes with others. */
    private GattPlan.Write encode(GattPlan.Sink sink, Value value)
            throws BleException, InterruptedException, DeadlineException {
        GattPlan.Write blind = sink.encoder().encode(value, Bytes.EMPTY);
        Characteristic target = blind.characteristic();
        boolean canRead = target.can(CharacteristicProperty.READ);
        boolean fresh = session.of(target).stream().anyMatch(PlannedProfile.Feed::isSubscribed);
        Bytes seen = session.seen(target);
        if (canRead && (seen == null || !fresh && sharesBytes(sink, value, seen))) {
            seen = session.readQuietly(target, deadline.left());
        }
        return seen == null ? blind : sink.encoder().encode(value, seen);
    }

    private static boolean sharesBytes(GattPlan.Sink sink, Value value, Bytes seen) {
        byte[] inverted = seen.toArray();
        for (int i = 0; i < inverted.length; i++) {
            inverted[i] = (byte) ~inverted[i];
        }
        Bytes overSeen = sink.encoder().encode(value, seen).value();
        return !sink.encoder().encode(value, Bytes.of(inverted)).value().equals(overSeen);
    }

    /** Has the device say what it made of a write; if it cannot, what was written stands. */
    private void confirm(Characteristic target, Map<String, Value> set) throws InterruptedException {
        List<PlannedProfile.Feed> feeds = session.of(target);
        if (target.can(CharacteristicProperty.READ) && !feeds.isEmpty()) {
            try {
                for (PlannedProfile.Feed feed : feeds) {
                    session.read(feed, deadline.left());
                }
                keepTold(set.keySet());
            } catch (BleException | DeadlineException e) {
                LOG.debug("{}: set, but not read back: {}", id, e.getMessage());
            }
        } else if (!target.canSubscribe()) {
            assume(set);
        }
    }

    private void assume(Map<String, Value> set) {
        for (Map.Entry<String, Value> entry : set.entrySet()) {
            session.sink(entry.getKey())
                    .map(GattPlan.Sink::property)
                    .filter(property -> property.access().contains(Access.PUBLISHED))
                    .ifPresent(property ->
                            host.assumed(id, List.of(new Reading(property, entry.getValue(), Quality.ASSUMED))));
        }
    }

    private void get(Set<String> names) throws BleException, InterruptedException, DeadlineException {
        GattException refusal = null;
        boolean any = false;
        for (PlannedProfile.Feed feed : session.askable(names)) {
            try {
                session.ask(feed, deadline.left());
                any = true;
            } catch (GattException e) {
                refusal = e;
            }
        }
        // Of all that can be read, some may be refused; of what was asked for by name, nothing may.
        if (refusal != null && (!any || !names.isEmpty())) {
            throw refusal;
        }
        keepTold(names);
    }

    private void keepTold(Set<String> names) {
        ThingState state = host.state(id);
        if (state != null) {
            values.putAll(AirAnswer.values(state, new LinkedHashSet<>(names)));
        }
    }
}
