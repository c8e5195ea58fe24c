// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.ravning.api.BleOperation;
import org.ravning.api.BlePairingException;
import org.ravning.api.BlePairingException.Reason;
import org.ravning.api.PairingAgent.Capability;

/** One pairing over a link: asks the central's person what the device wants, and tells how it ended. */
final class AirPairing {
    private static final Set<Capability> ENTERING = EnumSet.of(Capability.KEYBOARD_ONLY, Capability.KEYBOARD_DISPLAY);
    private static final Set<Capability> CONFIRMING =
            EnumSet.of(Capability.DISPLAY_YES_NO, Capability.KEYBOARD_DISPLAY);
    private static final Set<Capability> SHOWING =
            EnumSet.of(Capability.DISPLAY_ONLY, Capability.DISPLAY_YES_NO, Capability.KEYBOARD_DISPLAY);

    private final AirLoop loop;
    private final PairingPlan plan;
    private final AirAgent agent;
    private final CompletableFuture<Void> result;
    private final Runnable keepKeys;

    AirPairing(AirLoop loop, PairingPlan plan, AirAgent agent, CompletableFuture<Void> result, Runnable keepKeys) {
        this.loop = loop;
        this.plan = plan;
        this.agent = agent;
        this.result = result;
        this.keepKeys = keepKeys;
    }

    /** Begins; on the air's thread. */
    void begin() {
        Capability able = agent.capability();
        switch (plan.method()) {
            case JUST_WORKS -> succeed();
            case REFUSE -> fail(Reason.REJECTED, "the simulated device refuses to be paired");
            case ENTER -> {
                if (require(ENTERING.contains(able), "a passkey to be entered")) {
                    after(agent.enter(), entered -> {
                        if (entered.isEmpty()) {
                            fail(Reason.CANCELLED, "no passkey was entered");
                            return false;
                        }
                        return entered.getAsInt() == plan.passkey();
                    });
                }
            }
            case CONFIRM -> {
                if (require(CONFIRMING.contains(able), "a number to be confirmed")) {
                    after(agent.confirm(plan.passkey()), confirmed -> {
                        if (!confirmed) {
                            fail(Reason.REJECTED, "the number was not confirmed");
                        }
                        return confirmed;
                    });
                }
            }
            case DISPLAY -> {
                if (require(SHOWING.contains(able), "a passkey to be shown")) {
                    agent.display(plan.passkey());
                    succeed();
                }
            }
        }
    }

    private boolean require(boolean able, String what) {
        if (!able) {
            fail(Reason.AUTHENTICATION_FAILED, "the simulated device wants " + what);
        }
        return able;
    }

    private <T> void after(CompletionStage<T> answer, Predicate<T> isRight) {
        answer.whenComplete((value, thrown) -> loop.post(() -> {
            if (thrown != null) {
                fail(Reason.FAILED, "the agent failed: " + thrown);
            } else if (isRight.test(value)) {
                succeed();
            } else {
                fail(Reason.AUTHENTICATION_FAILED, "the passkey was wrong");
            }
        }));
    }

    private void succeed() {
        if (!result.isDone()) {
            keepKeys.run();
            result.complete(null);
        }
    }

    private void fail(Reason reason, String why) {
        result.completeExceptionally(new BlePairingException(BleOperation.of("pair"), reason, why, null));
    }
}
