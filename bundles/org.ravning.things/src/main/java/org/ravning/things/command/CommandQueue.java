// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.CommandResult.Status;

/** The commands that wait for one thing, first in, first out. Guarded by its owner. */
public final class CommandQueue {
    private final int capacity;
    private final Deque<PendingCommand> waiting = new ArrayDeque<>();

    /** Creates an empty queue. */
    public CommandQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Takes a command in, or answers that there are too many; a command that it supersedes is answered too. */
    public boolean offer(PendingCommand later, long nanos) {
        for (Iterator<PendingCommand> all = waiting.iterator(); all.hasNext(); ) {
            PendingCommand earlier = all.next();
            if (earlier.isSupersededBy(later.command())) {
                all.remove();
                earlier.refuse(
                        Status.SUPERSEDED,
                        Code.SUPERSEDED,
                        "a later command for the same properties took its place",
                        nanos);
            }
        }
        if (waiting.size() >= capacity) {
            later.refuse(Status.BUSY, Code.BUSY, capacity + " commands wait for this thing already", nanos);
            return false;
        }
        waiting.add(later);
        return true;
    }

    /** Takes the next command out. */
    public @Nullable PendingCommand poll() {
        return waiting.poll();
    }

    /** Takes a command out whose time is over, and answers so; does nothing if it waits no more. */
    public void expire(PendingCommand late, long nanos) {
        if (waiting.remove(late)) {
            late.refuse(
                    Status.EXPIRED,
                    Code.TIMEOUT,
                    "the deadline of " + late.command().deadline().toMillis()
                            + " ms passed before its turn; the device was not touched",
                    nanos);
        }
    }

    /** Takes all out and answers that the thing is no more. */
    public void close(long nanos) {
        for (PendingCommand command : waiting) {
            command.refuse(Status.ERROR, Code.SHUTTING_DOWN, "the thing is no longer served", nanos);
        }
        waiting.clear();
    }

    /** Returns how many wait. */
    public int size() {
        return waiting.size();
    }
}
