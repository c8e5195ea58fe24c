// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.things.command.CommandQueue;
import org.ravning.things.command.PendingCommand;
import org.ravning.things.time.Time;

/** The commands of one link: those that wait, and the one that is carried out. Guarded by its link's lane. */
final class Commands {
    /** What a command may take beyond its deadline before its worker is interrupted. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final LinkContext context;
    private final Time time;
    private final Lane lane;
    private final CommandQueue queue;
    private final AtomicInteger waiting = new AtomicInteger();
    private boolean closed;
    private @Nullable PendingCommand running;

    Commands(LinkContext context, Lane lane) {
        this.context = context;
        this.time = context.time();
        this.lane = lane;
        this.queue = new CommandQueue(context.settings().commandQueue());
    }

    /** Queues a command; any thread may call. */
    CompletionStage<CommandResult> submit(Command command) {
        PendingCommand pending = new PendingCommand(command, time.nanos(), context.answers());
        lane.change(() -> {
            if (closed) {
                pending.refuse(
                        CommandResult.Status.ERROR, Code.SHUTTING_DOWN, "the thing is no longer served", time.nanos());
            } else if (queue.offer(pending, time.nanos())) {
                Time.Alarm alarm = time.after(command.deadline(), () -> deadline(pending));
                pending.whenAnswered(alarm::cancel);
            }
            waiting.set(queue.size());
        });
        return pending.result();
    }

    private void deadline(PendingCommand pending) {
        lane.change(() -> {
            queue.expire(pending, time.nanos());
            waiting.set(queue.size());
            if (pending.equals(running)) {
                Time.Alarm alarm = time.after(GRACE, () -> overdue(pending));
                pending.whenAnswered(alarm::cancel);
            }
        });
    }

    private void overdue(PendingCommand pending) {
        lane.change(() -> {
            if (pending.equals(running)) {
                lane.interrupt();
            }
        });
    }

    /** Takes the next command out; it is carried out until {@link #over}. */
    @Nullable
    PendingCommand next() {
        PendingCommand command = queue.poll();
        waiting.set(queue.size());
        if (command != null) {
            running = command;
        }
        return command;
    }

    void over() {
        running = null;
    }

    boolean isRunning() {
        return running != null;
    }

    boolean isEmpty() {
        return queue.size() == 0;
    }

    /** Returns how many wait; any thread may ask. */
    int waiting() {
        return waiting.get();
    }

    /** Answers those that wait, and takes no more. */
    void close() {
        closed = true;
        queue.close(time.nanos());
        waiting.set(0);
    }
}
