// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.command;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.CommandResult.Code;
import org.ravning.profile.api.CommandResult.Status;

/** A command on its way, by the stopwatch of the moment it was given. */
public final class PendingCommand {
    private final Command command;
    private final long submittedAt;
    private final Executor answers;
    private final CompletableFuture<CommandResult> result = new CompletableFuture<>();

    /** Creates it; whoever waits for its result is called by that executor. */
    public PendingCommand(Command command, long submittedAt, Executor answers) {
        this.command = command;
        this.submittedAt = submittedAt;
        this.answers = answers;
    }

    /** Returns the command. */
    public Command command() {
        return command;
    }

    /** Returns the result to come; completing it from outside has no effect. */
    public CompletionStage<CommandResult> result() {
        return result.thenApply(r -> r);
    }

    /** Returns how long it has been on its way. */
    public Duration age(long nanos) {
        return Duration.ofNanos(nanos - submittedAt);
    }

    /** Returns how much of its time is left; zero or less if none. */
    public Duration left(long nanos) {
        return command.deadline().minus(age(nanos));
    }

    /** Has this called when it is answered. */
    public void whenAnswered(Runnable action) {
        result.whenComplete((answer, failure) -> action.run()).exceptionally(failure -> null);
    }

    /** Answers it, once; never on the calling thread as long as the executor lives. */
    public void answer(CommandResult answer) {
        try {
            answers.execute(() -> result.complete(answer));
        } catch (RejectedExecutionException e) {
            result.complete(answer);
        }
    }

    /** Answers that it never reached the device. */
    public void refuse(Status status, Code code, String message, long nanos) {
        CommandResult bare = CommandResult.refused(status, code, message);
        answer(new CommandResult(
                status, bare.error(), bare.values(), 0, null, age(nanos), Duration.ZERO, Duration.ZERO));
    }

    /** Says whether a later command makes this one pointless: it only sets, and nothing that the later does not set. */
    boolean isSupersededBy(Command later) {
        return command.get().isEmpty()
                && !command.set().isEmpty()
                && later.set().keySet().containsAll(command.set().keySet());
    }
}
