// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.ravning.api.DeviceId;
import org.ravning.api.PairingAgent;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.core.dispatch.Stages;
import org.ravning.spi.PairingEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the questions of one pairing to the application's agent, on a dispatcher thread; the backend never waits. */
final class PairingDialogue implements PairingEvents {
    private static final Logger LOG = LoggerFactory.getLogger(PairingDialogue.class);

    private final DeviceId device;
    private final PairingAgent agent;
    private final AtomicBoolean asked;
    private final CoreThreads threads;
    private final PairingAgent.Capability capability;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    /** @param asked becomes true when something is asked or shown */
    PairingDialogue(DeviceId device, PairingAgent agent, CoreThreads threads, AtomicBoolean asked) {
        this.asked = asked;
        this.device = device;
        this.agent = agent;
        this.threads = threads;
        this.capability = agent.capability();
    }

    /** Refuses what is asked still, and whatever is asked from now on. */
    void end() {
        over.complete(true);
    }

    @Override
    public PairingAgent.Capability capability() {
        return capability;
    }

    @Override
    public CompletionStage<Boolean> confirm(int passkey) {
        return ask(() -> agent.confirm(device, passkey), false);
    }

    @Override
    public CompletionStage<OptionalInt> enter() {
        return ask(this::entered, OptionalInt.empty());
    }

    private OptionalInt entered() {
        OptionalInt passkey = agent.enter(device);
        if (passkey.isPresent() && (passkey.getAsInt() < 0 || passkey.getAsInt() > PairingAgent.LARGEST_PASSKEY)) {
            LOG.warn("the agent for {} gave a passkey that is none; the pairing is given up", device);
            return OptionalInt.empty();
        }
        return passkey;
    }

    @Override
    public void display(int passkey) {
        ask(
                () -> {
                    agent.display(device, passkey);
                    return true;
                },
                false);
    }

    private <T> CompletionStage<T> ask(Supplier<T> question, T refusal) {
        asked.set(true);
        CompletableFuture<T> answer = new CompletableFuture<>();
        Stages.onEnd(over, (ended, thrown) -> answer.complete(refusal));
        threads.dispatchers().execute(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                LOG.warn("the agent that pairs {} failed; that is a refusal", device, e);
                answer.complete(refusal);
            }
        });
        return answer;
    }
}
