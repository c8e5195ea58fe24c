// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterId;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.CommandResult.Failure;
import org.ravning.profile.api.CommandResult.Status;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.Value;
import org.ravning.things.command.CommandCheck;
import org.ravning.things.command.CommandFailures;
import org.ravning.things.command.PendingCommand;
import org.ravning.things.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one command out, within its deadline. Connecting may be tried again; a write that was sent never is.
 *
 * <pre>
 *   connect --(lost before anything was written, or not established)--&gt; connect again, at most 3 times
 *   connect --&gt; work --&gt; answer
 * </pre>
 */
final class CommandRun {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);
    private static final int ATTEMPTS = 3;

    private final LinkHost host;
    private final ThingId id;
    private final Time time;
    private final PendingCommand pending;
    private final Opener opener;

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Duration queued;
    private Duration connecting = Duration.ZERO;
    private Duration working = Duration.ZERO;
    private int attempts;
    private @Nullable AdapterId adapter;
    private @Nullable SessionWork work;

    CommandRun(LinkHost host, ThingId id, Time time, PendingCommand pending, Opener opener) {
        this.host = host;
        this.id = id;
        this.time = time;
        this.pending = pending;
        this.opener = opener;
        this.queued = pending.age(time.nanos());
    }

    /** Gets and gives up links. */
    interface Opener {
        /** Returns the open link, or opens one. */
        LinkSession open(Duration timeout) throws BleException, InterruptedException;

        /** Lets go of a link that is over. */
        void discard();
    }

    CommandResult run() {
        try {
            while (true) {
                try {
                    return attempt();
                } catch (BleException e) {
                    if (!mayRetry(e)) {
                        boolean writing = work != null && work.isWriting();
                        CommandFailures.Outcome outcome = CommandFailures.of(e, writing);
                        return result(outcome.status(), outcome.failure());
                    }
                    LOG.debug("{}: tried again: {}", id, e.getMessage());
                    opener.discard();
                }
            }
        } catch (DeadlineException e) {
            return result(Status.TIMEOUT, new Failure(Code.TIMEOUT, tooLate(), null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted();
        } catch (RuntimeException e) {
            LOG.error("A command for {} failed", id, e);
            return result(Status.ERROR, new Failure(Code.FAILED, "an error in Ravning: " + e, null));
        }
    }

    private CommandResult attempt() throws BleException, InterruptedException, DeadlineException {
        attempts++;
        work = null;
        LinkSession session = connect();
        adapter = session.adapter();
        Thing thing = host.thing(id);
        Command command = pending.command();
        Failure refused = thing == null
                ? new Failure(Code.SHUTTING_DOWN, "the thing is no longer served", null)
                : CommandCheck.reject(command, thing, true).orElse(null);
        if (refused != null) {
            return result(Status.ERROR, refused);
        }
        long begun = time.nanos();
        try {
            SessionWork current = new SessionWork(host, id, session, values, this::left);
            work = current;
            Failure failure = current.carryOut(command);
            return failure == null ? result(Status.OK, null) : result(Status.ERROR, failure);
        } finally {
            working = working.plusNanos(time.nanos() - begun);
        }
    }

    private LinkSession connect() throws BleException, InterruptedException, DeadlineException {
        long begun = time.nanos();
        try {
            return opener.open(left());
        } finally {
            connecting = connecting.plusNanos(time.nanos() - begun);
        }
    }

    private boolean mayRetry(BleException e) {
        if (attempts >= ATTEMPTS || pending.left(time.nanos()).compareTo(Duration.ofSeconds(1)) < 0) {
            return false;
        }
        if (e instanceof BleConnectException connect) {
            return switch (connect.reason()) {
                case ABORTED, BUSY, DISCOVERY_FAILED, FAILED -> true;
                case NOT_FOUND, REFUSED, NO_SLOT -> false;
            };
        }
        return e instanceof BleDisconnectedException && (work == null || !work.hasWritten());
    }

    private Duration left() throws DeadlineException {
        Duration left = pending.left(time.nanos());
        if (left.isNegative() || left.isZero()) {
            throw new DeadlineException();
        }
        return left;
    }

    private CommandResult interrupted() {
        boolean writing = work != null && work.isWriting();
        if (pending.left(time.nanos()).isNegative()) {
            return result(Status.TIMEOUT, new Failure(writing ? Code.UNKNOWN_OUTCOME : Code.TIMEOUT, tooLate(), null));
        }
        String message = "the thing is no longer served";
        return result(Status.ERROR, new Failure(writing ? Code.UNKNOWN_OUTCOME : Code.SHUTTING_DOWN, message, null));
    }

    private String tooLate() {
        return "the deadline of " + pending.command().deadline().toMillis() + " ms passed";
    }

    private CommandResult result(Status status, @Nullable Failure failure) {
        return new CommandResult(status, failure, values, attempts, adapter, queued, connecting, working);
    }
}
