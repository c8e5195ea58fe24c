// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Availability;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingLinks;
import org.ravning.profile.api.ThingState;
import org.ravning.things.command.PendingCommand;
import org.ravning.things.time.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link of one thing. Whatever waits for the device is a job in its lane: commands first, then chores. A thing that must
 * not be connected to, because another gateway has it, has no link; its visit waits until it may be.
 *
 * <pre>
 *            VISIT, command                     lost, services changed, lingered long enough
 *   no link ----------------&gt; session --------------------------------------------------------&gt; DROP --&gt; no link
 *      ^                        | VISIT: read again   REFRESH: profiles came or left                         |
 *      '---- VISIT after a while, by policy and backoff, unless the device is away --------------------------'
 * </pre>
 */
final class DeviceLink implements ThingLink, Lane.Jobs, CommandRun.Opener {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceLink.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final LinkContext context;
    private final LinkHost host;
    private final ThingId id;
    private final Time time;
    private final Lane lane;
    /** Set by the worker alone. */
    private volatile @Nullable LinkSession session;

    private volatile boolean planned;
    private volatile DeviceId device;

    // Guarded by the lane.
    private final List<GattProfile> recognised = new ArrayList<>();
    private final Set<Chore> chores = EnumSet.noneOf(Chore.class);
    private final Commands commands;
    private final VisitTimer timer;
    private final PermitHolder permit;
    private boolean closed;
    /** Whether a visit waits until the thing may be connected to. */
    private boolean barred;
    /** Whether the link is to end before the commands that wait are carried out. */
    private boolean cut;

    /** Creates the link of a thing; nothing happens before a profile recognises the device. */
    DeviceLink(LinkContext context, LinkHost host, ThingId id, DeviceId device) {
        this.context = context;
        this.host = host;
        this.id = id;
        this.device = device;
        this.time = context.time();
        this.timer = new VisitTimer(time, context.random(), this::visitDue, () -> request(Chore.DROP));
        this.permit = new PermitHolder(context.permits());
        this.lane = new Lane(context.workers(), this);
        this.commands = new Commands(context, lane);
    }

    // What others say; none of this waits.

    @Override
    public void recognised(GattProfile profile) {
        lane.change(() -> {
            recognised.add(profile);
            chores.add(session == null ? Chore.VISIT : Chore.REFRESH);
        });
    }

    @Override
    public void added(GattProfile profile) {
        request(Chore.REFRESH);
    }

    @Override
    public void removed(Profile profile) {
        lane.change(() -> recognised.removeIf(profile::equals));
        request(Chore.REFRESH);
    }

    /** Asks for something to be done to the link that there is. */
    private void request(Chore chore) {
        lane.change(() -> {
            if (session != null && !closed) {
                chores.add(chore);
            }
        });
    }

    @Override
    public void cameBack(DeviceId heard) {
        lane.change(() -> {
            device = heard;
            if (timer.cameBack()) {
                chores.add(Chore.VISIT);
            }
        });
    }

    @Override
    public void movedTo(DeviceId heard) {
        device = heard;
    }

    @Override
    public boolean isPlanned() {
        return planned;
    }

    @Override
    public int waiting() {
        return commands.waiting();
    }

    @Override
    public CompletionStage<CommandResult> submit(Command command) {
        return commands.submit(command);
    }

    @Override
    public void allow() {
        lane.change(() -> {
            if (barred && !closed) {
                barred = false;
                chores.add(Chore.VISIT);
            }
        });
    }

    @Override
    public void leave(boolean atOnce) {
        lane.change(() -> {
            Policies policies = Policies.of(recognised);
            barred |= !planned || policies.keepsConnected() || policies.interval() != null;
            if (!closed && (session != null || lane.isBusy())) {
                chores.add(Chore.LEAVE);
                cut |= atOnce;
                if (atOnce || !commands.isRunning()) {
                    lane.interrupt();
                }
            }
        });
    }

    @Override
    public ThingLinks.Link state() {
        LinkSession open = session;
        if (open != null && !open.isOver()) {
            return ThingLinks.Link.OPEN;
        }
        return open != null || lane.isOccupied() ? ThingLinks.Link.UNDER_WAY : ThingLinks.Link.NONE;
    }

    private void visitDue() {
        ThingState state = host.state(id);
        boolean away = state != null && state.availability() == Availability.OFFLINE;
        lane.change(() -> {
            if (timer.due(away)) {
                chores.add(Chore.VISIT);
            }
        });
    }

    private void over(LinkSession which) {
        if (which.equals(session)) {
            request(Chore.DROP);
        }
    }

    @Override
    public void close() {
        boolean[] permitHeld = new boolean[1];
        lane.change(() -> {
            closed = true;
            chores.clear();
            commands.close();
            timer.close();
            permitHeld[0] = permit.release();
            lane.interrupt();
        });
        if (permitHeld[0]) {
            context.permits().giveBack();
        }
    }

    private boolean permitOffered() {
        boolean[] accepted = new boolean[1];
        lane.change(() -> accepted[0] = permit.accept(!closed && chores.contains(Chore.VISIT)));
        return accepted[0];
    }

    // What is next; under the lock of the lane.

    @Override
    public boolean hasWork() {
        if (closed) {
            return session != null;
        }
        boolean onlyWaits = permit.isAwaited() && chores.equals(EnumSet.of(Chore.VISIT));
        return !commands.isEmpty() || !chores.isEmpty() && !onlyWaits;
    }

    @Override
    public Runnable next() {
        if (cut && chores.remove(Chore.LEAVE)) {
            cut = false;
            return this::discard;
        }
        PendingCommand command = commands.next();
        if (command != null) {
            return () -> carryOut(command);
        }
        if (chores.remove(Chore.LEAVE)) {
            return this::discard;
        }
        if (chores.remove(Chore.DROP)) {
            return this::discard;
        }
        if (chores.remove(Chore.REFRESH)) {
            return this::refresh;
        }
        if (chores.contains(Chore.VISIT) && permit.take(this::permitOffered)) {
            chores.remove(Chore.VISIT);
            return this::visit;
        }
        return () -> {};
    }

    @Override
    public void over() {
        commands.over();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    // Jobs: these wait for the device, with no lock held.

    @Override
    public void last() {
        discard();
    }

    private void carryOut(PendingCommand command) {
        CommandResult result = new CommandRun(host, id, time, command, this).run();
        command.answer(result);
        lane.change(() -> {
            LinkSession open = session;
            if (open != null && !closed) {
                if (!open.isOver()) {
                    chores.remove(Chore.DROP);
                }
                chores.add(Chore.REFRESH);
            }
        });
    }

    @Override
    public LinkSession open(Duration timeout) throws BleException, InterruptedException {
        LinkSession open = session;
        if (open != null && !open.isOver()) {
            return open;
        }
        discard();
        context.rule().check(id, device);
        LinkSession fresh = LinkSession.open(context, host, id, device, timeout, this::over);
        session = fresh;
        host.connected(id, this, true);
        fresh.plan(profiles());
        planned = true;
        if (fresh.isOver()) {
            over(fresh);
        }
        return fresh;
    }

    private List<GattProfile> profiles() {
        List<GattProfile> serving = new ArrayList<>(host.profiles());
        lane.change(() -> serving.removeIf(profile -> !profile.isCompanion() && !recognised.contains(profile)));
        return serving;
    }

    private void refresh() {
        LinkSession open = session;
        if (open != null && !open.isOver()) {
            attempt(() -> {
                open.plan(profiles());
                open.start();
                arrangeNext(open, false);
            });
        }
    }

    private void visit() {
        try {
            if (session == null && !context.rule().admits(id)) {
                bar();
                return;
            }
            attempt(() -> {
                LinkSession before = session;
                LinkSession open = open(CONNECT_TIMEOUT);
                if (open.equals(before)) {
                    open.poll();
                } else {
                    open.start();
                }
                arrangeNext(open, true);
            });
        } finally {
            context.permits().giveBack();
        }
    }

    private void bar() {
        lane.change(() -> barred = true);
        if (context.rule().admits(id)) {
            allow(); // since it was asked
        }
    }

    /** Something that is done unasked. */
    private interface Attempt {
        void make() throws BleException, InterruptedException;
    }

    private void attempt(Attempt attempt) {
        try {
            attempt.make();
        } catch (BleException e) {
            LOG.debug("{}: {}", id, e.getMessage());
            discard();
            lane.change(() -> {
                Policies policies = Policies.of(recognised);
                if (!planned || policies.keepsConnected() || policies.interval() != null) {
                    timer.retry();
                }
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void arrangeNext(LinkSession open, boolean visited) {
        boolean canPoll = open.canPoll();
        lane.change(() -> {
            Policies policies = Policies.of(recognised);
            if (policies.interval() != null && (canPoll || !policies.keepsConnected())) {
                if (visited) {
                    timer.visitAfter(policies.interval());
                } else {
                    timer.visitWithin(policies.interval());
                }
            }
            if (!policies.keepsConnected()) {
                timer.dropAfter(context.settings().linger());
            }
        });
    }

    @Override
    public void discard() {
        LinkSession old = session;
        if (old == null) {
            return;
        }
        boolean lost = old.isOver();
        old.close();
        session = null;
        host.connected(id, this, false);
        lane.change(() -> {
            chores.remove(Chore.DROP);
            chores.remove(Chore.REFRESH);
            timer.linkEnded(old.age());
            if (lost && (!planned || Policies.of(recognised).keepsConnected())) {
                timer.retry();
            }
        });
    }
}
