// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.freedesktop.dbus.DBusPath;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BlePairingException.Reason;
import org.ravning.api.PairingAgent;
import org.ravning.backend.bluez.bus.Bus;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.PairingDesk;
import org.ravning.spi.PairingEvents;

/**
 * One pairing: an agent is registered for as long as it lasts, and Device1.Pair is called. On the loop, but for what
 * bluetoothd asks.
 *
 * <pre>
 *   WAITING --turn--&gt; REGISTERING --agent--&gt; PAIRING --answer--&gt; OVER
 *      \__________________|___ cancelled, refused ____|_____________^
 * </pre>
 */
final class BluezPairing implements PairingDesk {
    private static final String AGENT_PATH = "/org/ravning/agent";
    private static final String MANAGER_PATH = "/org/bluez";
    private static final String MANAGER = "org.bluez.AgentManager1";

    private final BluezDaemon daemon;
    private final BluezLink link;
    private final PairingEvents events;
    private final BleOperation operation;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private Bus.@Nullable Export export;
    private boolean cancelled;
    private boolean calling;
    private volatile @Nullable Reason refused;

    BluezPairing(BluezDaemon daemon, BluezLink link, PairingEvents events) {
        this.daemon = daemon;
        this.link = link;
        this.events = events;
        this.operation = link.operation("pair");
    }

    CompletableFuture<Void> result() {
        return result;
    }

    /** Ends when nothing of it is left in bluetoothd. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    /** A device that is paired is left alone: bluetoothd would go on to pair it over its other kind of radio. */
    void begin() {
        if (cancelled) {
            over(BluezErrors.pairing(operation, Reason.CANCELLED, "it was given up", null));
        } else if (!link.isUp()) {
            over(link.endFor("pair"));
        } else {
            daemon.ask(link.path(), BluezObject.DEVICE, "Paired", this::prepare);
        }
    }

    private void prepare(boolean isPaired) {
        if (isPaired || cancelled) {
            over(isPaired ? null : BluezErrors.pairing(operation, Reason.CANCELLED, "it was given up", null));
            return;
        }
        try {
            export = daemon.exportAgent(AGENT_PATH, this);
            register();
        } catch (BusException e) {
            over(BluezErrors.pairing(operation, e, daemon.timing()));
        }
    }

    private void register() {
        daemon.loop()
                .then(
                        daemon.call(
                                MANAGER_PATH,
                                MANAGER,
                                "RegisterAgent",
                                "os",
                                new DBusPath(AGENT_PATH),
                                capability(events.capability())),
                        daemon.timing().call(),
                        (reply, error) -> {
                            if (error != null) {
                                over(BluezErrors.pairing(operation, error, daemon.timing()));
                            } else if (cancelled) {
                                over(BluezErrors.pairing(operation, Reason.CANCELLED, "it was given up", null));
                            } else {
                                pair();
                            }
                        });
    }

    private void pair() {
        calling = true;
        daemon.loop()
                .then(
                        daemon.call(link.path(), BluezObject.DEVICE, "Pair", ""),
                        daemon.timing().person(),
                        (reply, error) -> {
                            calling = false;
                            if (error != null && error.is(BusException.NO_ANSWER)) {
                                callOff();
                            }
                            over(error == null || error.is("AlreadyExists") ? null : failure(error));
                        });
    }

    private BleException failure(BusException error) {
        Reason by = refused;
        if (cancelled) {
            return BluezErrors.pairing(operation, Reason.CANCELLED, "it was given up", error);
        }
        if (by != null) {
            String why = by == Reason.REJECTED ? "the number was not confirmed" : "no passkey was entered";
            return BluezErrors.pairing(operation, by, why, error);
        }
        return error.is("AuthenticationCanceled") && !link.isUp()
                ? link.endFor("pair")
                : BluezErrors.pairing(operation, error, daemon.timing());
    }

    @SuppressWarnings("NullAway") // a future of Void ends with null
    private void over(@Nullable BleException failure) {
        if (export != null) {
            export.close();
            daemon.callAndForget(MANAGER_PATH, MANAGER, "UnregisterAgent", "o", new DBusPath(AGENT_PATH));
        }
        if (failure == null) {
            result.complete(null);
        } else {
            result.completeExceptionally(failure);
        }
        settled.complete(null);
    }

    void cancel() {
        if (!cancelled && !result.isDone()) {
            cancelled = true;
            if (calling) {
                callOff();
            }
        }
    }

    private void callOff() {
        daemon.callAndForget(link.path(), BluezObject.DEVICE, "CancelPairing", "");
    }

    @Override
    public boolean isConcerned(String device) {
        return device.equals(link.path());
    }

    @Override
    public CompletionStage<Boolean> confirm(int passkey) {
        return events.confirm(passkey).thenApply(yes -> {
            if (!yes) {
                refused = Reason.REJECTED;
            }
            return yes;
        });
    }

    @Override
    public CompletionStage<OptionalInt> enter() {
        return events.enter().thenApply(passkey -> {
            if (passkey.isEmpty()) {
                refused = Reason.CANCELLED;
            }
            return passkey;
        });
    }

    @Override
    public void display(int passkey) {
        events.display(passkey);
    }

    private static String capability(PairingAgent.Capability capability) {
        return switch (capability) {
            case NO_INPUT_NO_OUTPUT -> "NoInputNoOutput";
            case DISPLAY_ONLY -> "DisplayOnly";
            case DISPLAY_YES_NO -> "DisplayYesNo";
            case KEYBOARD_ONLY -> "KeyboardOnly";
            case KEYBOARD_DISPLAY -> "KeyboardDisplay";
        };
    }
}
