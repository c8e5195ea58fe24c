// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AdapterState;
import org.ravning.api.Attribute;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleOperation;
import org.ravning.api.BleUnsupportedException;
import org.ravning.api.Bytes;
import org.ravning.api.Capability;
import org.ravning.api.Characteristic;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattDatabase;
import org.ravning.api.WriteMode;
import org.ravning.backend.bluez.bus.Futures;
import org.ravning.spi.Link;
import org.ravning.spi.LinkEvents;
import org.ravning.spi.NotifyMode;
import org.ravning.spi.PairingEvents;

/**
 * A link to a device, and the life of it; what is done over it is in {@link GattClient}.
 *
 * <pre>
 *   CONNECTING --up--&gt; UP --Connected=false--&gt; LOSING --reason known, or waited for--&gt; DOWN
 *        |              +--close()--&gt; CLOSING --Connected=false, or given up--&gt; DOWN
 *        +--abandoned--&gt; DOWN (core never had it, and hears nothing)
 * </pre>
 */
final class BluezLink implements Link {
    private enum State {
        CONNECTING,
        UP,
        LOSING,
        CLOSING,
        DOWN
    }

    private final BluezDaemon daemon;
    private final BluezRadio radio;
    private final DeviceAddress device;
    private final String path;
    private final LinkEvents sink;
    private final boolean owned;
    private final GattClient gatt;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private State state = State.CONNECTING;
    private boolean known;
    private volatile boolean unpaired;
    private int timesOffBefore;
    private long connectSerial;
    private @Nullable DisconnectReason toldReason;
    private String toldDetail = "";
    private @Nullable BleException end;
    private Runnable onConnected = () -> {};
    private @Nullable BluezPairing pairing;

    /** Creates it; {@code owned} says that it is ours to end: it was not up before. */
    BluezLink(BluezDaemon daemon, BluezRadio radio, DeviceAddress device, String path, LinkEvents sink, boolean owned) {
        this.daemon = daemon;
        this.radio = radio;
        this.device = device;
        this.path = path;
        this.sink = sink;
        this.owned = owned;
        this.gatt = new GattClient(daemon, this, sink);
    }

    String path() {
        return path;
    }

    BluezRadio radio() {
        return radio;
    }

    BleOperation operation(String name) {
        return new BleOperation(name, device, radio.id());
    }

    boolean isUp() {
        return state == State.UP;
    }

    boolean isLosing() {
        return state == State.LOSING;
    }

    boolean isEnding() {
        return state == State.LOSING || state == State.CLOSING || state == State.DOWN;
    }

    /** Ends when the link is down. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Returns why the link ended, for that operation. */
    BleException endFor(String operation) {
        BleException cause = end;
        if (cause == null) {
            cause = disconnected(DisconnectReason.UNKNOWN, "it is ending");
        }
        return cause.during(operation(operation));
    }

    // --- what the daemon tells; on the loop

    void connectAnswered(long serial) {
        connectSerial = serial;
    }

    /** Runs this once when bluetoothd says that the device is connected. */
    void onConnected(Runnable next) {
        onConnected = next;
    }

    void up() {
        known = true;
        BluezObject object = daemon.mirror().get(path, BluezObject.DEVICE);
        unpaired = object != null && !object.isTrue("Paired");
        timesOffBefore = radio.timesOff();
        state = State.UP;
    }

    /** Forgets a link that never came to be. */
    void abandon() {
        state = State.DOWN;
        daemon.unregister(this);
        ended.complete(null);
    }

    void deviceChanged(BluezObject object, Map<?, ?> changed, long serial) {
        unpaired = !object.isTrue("Paired");
        if (Boolean.FALSE.equals(changed.get("Connected"))) {
            if (state == State.CLOSING) {
                down(DisconnectReason.REQUESTED, toldDetail);
            } else if (state == State.UP && !isStale(serial)) {
                losing(DisconnectReason.UNKNOWN, "bluetoothd gives no reason");
            }
        } else if (state == State.CONNECTING && object.isTrue("Connected")) {
            onConnected.run();
        } else if (state == State.UP && changed.containsKey("ServicesResolved")) {
            gatt.resolved(object.isTrue("ServicesResolved"));
        }
    }

    /**
     * Says whether a message was sent before the answer to Connect and has been overtaken by it: then it tells of an
     * earlier link. Serial numbers of one sender grow; they wrap after four thousand million messages.
     */
    private boolean isStale(long serial) {
        return connectSerial > serial && connectSerial - serial < 0x8000_0000L;
    }

    private void losing(DisconnectReason otherwise, String detail) {
        state = State.LOSING;
        if (toldReason != null) {
            down(toldReason, toldDetail);
        } else {
            // The reason follows, if this BlueZ gives any; or the adapter turns out to be off, or even gone.
            daemon.loop().after(daemon.timing().settle(), () -> {
                if (state == State.LOSING) {
                    daemon.ask(radio.path(), BluezObject.ADAPTER, "Powered", on -> settle(on, otherwise, detail));
                }
            });
        }
    }

    private void settle(boolean isOn, DisconnectReason otherwise, String detail) {
        if (isOn) {
            derive(otherwise, detail);
        } else {
            daemon.loop().after(daemon.timing().settle().multipliedBy(2), () -> derive(otherwise, detail));
        }
    }

    private void derive(DisconnectReason otherwise, String detail) {
        if (state != State.LOSING) {
            return;
        }
        if (radio.state() == AdapterState.POWERED_OFF || radio.timesOff() != timesOffBefore) {
            down(DisconnectReason.ADAPTER_POWERED_OFF, "the adapter was switched off");
        } else {
            down(otherwise, detail);
        }
    }

    /** Takes note of the signal Disconnected, which BlueZ has since 2025. */
    void reason(String name, String detail) {
        toldReason = switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "Timeout" -> DisconnectReason.LINK_LOST;
            case "Remote" -> DisconnectReason.REMOTE;
            case "Local", "Suspend" -> DisconnectReason.LOCAL_SYSTEM;
            case "Authentication" -> DisconnectReason.AUTHENTICATION;
            default -> DisconnectReason.UNKNOWN;
        };
        toldDetail = detail;
        if (state == State.LOSING) {
            down(toldReason, detail);
        }
    }

    void deviceRemoved() {
        if (state == State.CLOSING) {
            down(DisconnectReason.REQUESTED, "the device was removed");
        } else if (state == State.UP) {
            losing(DisconnectReason.LOCAL_SYSTEM, "the device was removed from bluetoothd");
        }
    }

    /** Ends without a word, because the radio left and core knows. */
    void gone(BleException cause) {
        if (state != State.DOWN) {
            finish(cause, () -> {});
        }
    }

    void value(String characteristic, Bytes value, long serial) {
        if (state == State.UP) {
            gatt.values().changed(characteristic, value, serial);
        }
    }

    void mtu(int mtu) {
        gatt.mtuChanged(mtu);
    }

    void gattChanged() {
        if (state == State.UP) {
            gatt.objectsChanged();
        }
    }

    private void down(DisconnectReason reason, String detail) {
        if (state != State.DOWN) {
            Runnable tell = known ? () -> sink.disconnected(reason, detail) : () -> {};
            finish(disconnected(reason, detail), tell);
        }
    }

    private void finish(BleException cause, Runnable tell) {
        end = cause;
        state = State.DOWN;
        daemon.unregister(this);
        gatt.end();
        tell.run();
        ended.complete(null);
    }

    private BleDisconnectedException disconnected(DisconnectReason reason, String detail) {
        BleOperation operation = operation("link");
        String words = "the link to " + device + " ended: " + reason + (detail.isEmpty() ? "" : " (" + detail + ")");
        return new BleDisconnectedException(operation, reason, true, words, null);
    }

    // --- what core asks; from any thread

    @Override
    public CompletionStage<GattDatabase> discover() {
        return gatt.discover();
    }

    @Override
    public CompletionStage<Bytes> read(Attribute attribute) {
        return gatt.read(attribute);
    }

    @Override
    public CompletionStage<Void> write(Attribute attribute, Bytes value, WriteMode mode) {
        return gatt.write(attribute, value, mode);
    }

    @Override
    public CompletionStage<Void> setNotify(Characteristic characteristic, NotifyMode mode) {
        return gatt.setNotify(characteristic, mode);
    }

    @Override
    public CompletionStage<Void> pair(PairingEvents events) {
        CompletableFuture<Void> paired = new CompletableFuture<>();
        daemon.loop().execute(() -> {
            BluezPairing begun = daemon.pairings().add(this, events);
            pairing = begun;
            Futures.onEnd(begun.result(), (nothing, error) -> Futures.pass(nothing, error, paired));
        });
        return paired;
    }

    @Override
    public void cancelPairing() {
        daemon.loop().execute(() -> {
            BluezPairing current = pairing;
            if (current != null) {
                current.cancel();
            }
        });
    }

    /**
     * Refuses: a device's RSSI is that of its advertisements, and gone while it is connected. The kernel knows that of a
     * link, but tells it to programs with CAP_NET_ADMIN only, past bluetoothd.
     */
    @Override
    public CompletionStage<Integer> rssi() {
        return CompletableFuture.failedFuture(new BleUnsupportedException(
                operation("read signal strength"),
                Capability.LINK_RSSI,
                operation("read signal strength") + " failed: BlueZ does not tell how strongly a connected device is"
                        + " received; BleScanner.lastHeard has the strength of its last advertisement",
                null));
    }

    /**
     * Tells of pairing: when a device refuses a request for want of encryption, bluetoothd begins to pair by itself and holds
     * the answer back meanwhile, which without an agent on this machine may be for ever.
     */
    @Override
    public String whyUnanswered() {
        return unpaired ? "the device is not paired and may want to be: ravning pair " + device : "";
    }

    @Override
    public int mtu() {
        return gatt.mtu();
    }

    @Override
    public int maxWriteLength(WriteMode mode) {
        return mode == WriteMode.WITHOUT_RESPONSE ? gatt.mtu() - 3 : GattClient.MAX_VALUE;
    }

    @Override
    public CompletableFuture<Void> close() {
        daemon.loop().execute(() -> {
            if (state == State.UP || state == State.CONNECTING) {
                state = State.CLOSING;
                gatt.values().stopNotifications();
                if (owned) {
                    disconnect();
                } else {
                    down(DisconnectReason.REQUESTED, "another program's link, left to it");
                }
            } else if (state == State.LOSING) {
                derive(DisconnectReason.UNKNOWN, "bluetoothd gives no reason");
            }
        });
        return ended;
    }

    private void disconnect() {
        // bluetoothd ends a link 2 s after Disconnect was asked for.
        daemon.loop().after(daemon.timing().call().dividedBy(2), () -> {
            if (state == State.CLOSING) {
                down(DisconnectReason.REQUESTED, "bluetoothd still holds the link");
            }
        });
        daemon.loop()
                .then(
                        daemon.call(path, BluezObject.DEVICE, "Disconnect", ""),
                        daemon.timing().call(),
                        (reply, error) -> {
                            BluezObject object = daemon.mirror().get(path, BluezObject.DEVICE);
                            boolean connected = object != null && object.isTrue("Connected");
                            if (state == State.CLOSING && (!connected || error != null)) {
                                down(DisconnectReason.REQUESTED, "");
                            }
                        });
    }

    /** Asks bluetoothd to end the link or the attempt, and does not wait. */
    void sendDisconnect() {
        if (owned) {
            daemon.callAndForget(path, BluezObject.DEVICE, "Disconnect", "");
        }
    }

    /** Asks bluetoothd to end all that is ours, and says when the bus has taken it. On the loop. */
    CompletableFuture<?> release() {
        gatt.values().stopNotifications();
        sendDisconnect();
        // The bus takes messages in order: once it answers this one, it has those before.
        return daemon.ping();
    }
}
