// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleConnectException.Reason;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.Futures;
import org.ravning.backend.bluez.bus.Reply;
import org.ravning.spi.Link;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.PendingLink;

/**
 * A connection attempt: Device1.Connect, and then the proof that the link is up.
 *
 * <p>The proof is needed because the answer to Connect and the property Connected race: the answer may come first, and a
 * link that was lost at once may be lost before it.
 */
final class BluezPendingLink implements PendingLink {
    private final BluezDaemon daemon;
    private final BluezRadio radio;
    private final DeviceId device;
    private final LinkEvents sink;
    private final BleOperation operation;
    private final CompletableFuture<Link> stage = new CompletableFuture<>();
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private boolean cancelling;
    private boolean calling;
    private @Nullable BluezLink link;

    BluezPendingLink(BluezDaemon daemon, BluezRadio radio, DeviceId device, LinkEvents sink) {
        this.daemon = daemon;
        this.radio = radio;
        this.device = device;
        this.sink = sink;
        this.operation = new BleOperation("connect", device, radio.id());
    }

    @Override
    public CompletionStage<Link> link() {
        return stage;
    }

    /** Begins; on the loop. */
    void begin() {
        if (cancelling) {
            return;
        }
        BleException unavailable = radio.unavailable(operation);
        if (unavailable != null) {
            stage.completeExceptionally(unavailable);
            return;
        }
        if (!(device instanceof DeviceAddress address)) {
            fail(Reason.NOT_FOUND, "BlueZ knows devices by address only");
            return;
        }
        String path = radio.devicePath(address);
        BluezLink before = daemon.link(path);
        if (before != null) {
            if (before.isEnding()) {
                Futures.onEnd(before.ended(), (v, e) -> daemon.loop().execute(this::begin));
            } else {
                fail(Reason.FAILED, "there is a link or an attempt already");
            }
            return;
        }
        BluezObject object = daemon.mirror().get(path, BluezObject.DEVICE);
        if (object == null) {
            fail(Reason.NOT_FOUND, "bluetoothd does not know it: it was not heard of late");
            return;
        }
        connect(new BluezLink(daemon, radio, address, path, sink, !object.isTrue("Connected")));
    }

    private void connect(BluezLink newLink) {
        link = newLink;
        daemon.register(newLink);
        calling = true;
        daemon.loop()
                .then(
                        daemon.call(newLink.path(), BluezObject.DEVICE, "Connect", ""),
                        daemon.timing().operation(),
                        (reply, error) -> answered(newLink, reply, error));
    }

    private void answered(BluezLink newLink, @Nullable Reply reply, @Nullable BusException error) {
        calling = false;
        if (cancelling) {
            undo(newLink);
        } else if (error == null || error.is("AlreadyConnected")) {
            newLink.connectAnswered(reply == null ? 0 : reply.serial());
            prove(newLink);
        } else {
            if (error.is(BusException.NO_ANSWER)) {
                newLink.sendDisconnect();
            }
            abandon(newLink, BluezErrors.connect(operation, error, daemon.timing()));
        }
    }

    private void prove(BluezLink newLink) {
        daemon.loop()
                .then(
                        daemon.call(newLink.path(), BluezDaemon.PROPERTIES, "GetAll", "s", BluezObject.DEVICE),
                        daemon.timing().call(),
                        (reply, error) -> proved(newLink, reply, error));
    }

    private void proved(BluezLink newLink, @Nullable Reply reply, @Nullable BusException error) {
        BusException failure = error;
        try {
            if (reply != null) {
                daemon.mirror().add(newLink.path(), Map.of(BluezObject.DEVICE, reply.map()));
            }
        } catch (BusException e) {
            failure = e;
        }
        BluezObject object = daemon.mirror().get(newLink.path(), BluezObject.DEVICE);
        if (cancelling) {
            undo(newLink);
        } else if (failure != null) {
            newLink.sendDisconnect();
            abandon(newLink, BluezErrors.connect(operation, failure, daemon.timing()));
        } else if (object != null && object.isTrue("Connected")) {
            proven(newLink);
        } else {
            newLink.onConnected(() -> proven(newLink));
            daemon.loop().after(daemon.timing().settle().multipliedBy(4), () -> disproven(newLink));
        }
    }

    private void proven(BluezLink newLink) {
        if (!stage.isDone()) {
            newLink.up();
            stage.complete(newLink);
        }
    }

    private void disproven(BluezLink newLink) {
        if (cancelling) {
            undo(newLink);
        } else if (!stage.isDone()) {
            abandon(newLink, BluezErrors.connect(operation, Reason.ABORTED, "the link was lost at once", null));
        }
    }

    private void fail(Reason reason, String why) {
        stage.completeExceptionally(BluezErrors.connect(operation, reason, why, null));
    }

    private void abandon(BluezLink newLink, BleException why) {
        newLink.abandon();
        BleException unavailable = radio.unavailable(operation);
        stage.completeExceptionally(unavailable == null ? why : unavailable);
    }

    @Override
    public CompletionStage<Void> cancel() {
        daemon.loop().execute(() -> {
            if (cancelling) {
                return;
            }
            cancelling = true;
            BluezLink current = link;
            if (stage.isDone() || current == null) {
                cancelled.complete(null);
            } else if (calling) {
                current.sendDisconnect(); // also ends a Connect in progress; its answer then leads to undo()
            }
            fail(Reason.ABORTED, "it was given up");
        });
        return cancelled;
    }

    private void undo(BluezLink newLink) {
        Futures.onEnd(newLink.close(), (v, e) -> cancelled.complete(null));
    }
}
