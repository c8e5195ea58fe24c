// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AttError;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleOperation;
import org.ravning.api.BlePairingException;
import org.ravning.api.Bytes;
import org.ravning.api.Descriptor;
import org.ravning.api.DisconnectReason;
import org.ravning.api.GattException;

/**
 * A link between an adapter and a device, seen from the adapter. Futures end on the air's thread, exceptionally with a
 * {@link org.ravning.api.BleException}.
 *
 * <pre>
 *   up --device out of range--&gt; fading --supervision timeout--&gt; ended
 *   up --any other end--------------------------------------&gt; ended
 * </pre>
 */
public final class AirLink {
    private static final int SMALLEST_MTU = 23;
    private static final int WRITE_HEADER = 3;

    private final Air air;
    private final AirAdapter adapter;
    private final AirDevice device;
    private final AirLinkListener sink;
    private final Map<AirCharacteristic, Boolean> subscribed = new ConcurrentHashMap<>(); // value: by indication
    private volatile int mtu = SMALLEST_MTU;
    private volatile @Nullable DisconnectReason ended;

    // on the air's thread only
    private final List<CompletableFuture<?>> open = new ArrayList<>();
    private final List<AirTimer> timers = new ArrayList<>();
    private final List<CompletableFuture<Void>> closing = new ArrayList<>();
    private boolean fading;
    private @Nullable CompletableFuture<Void> pairing;

    AirLink(Air air, AirAdapter adapter, AirDevice device, AirLinkListener sink) {
        this.air = air;
        this.adapter = adapter;
        this.device = device;
        this.sink = sink;
    }

    /** Returns the device at the other end. */
    public AirDevice device() {
        return device;
    }

    /** Returns the ATT MTU, in bytes. */
    public int mtu() {
        return mtu;
    }

    /** Returns how strongly the device is received, in dBm. */
    public CompletableFuture<Integer> rssi() {
        return request("read signal strength", () -> new Request<>(null, Fault.NONE, 1, device::rssi));
    }

    /** Returns the device's services. */
    public CompletableFuture<List<AirService>> discover() {
        return request("discover", () -> new Request<>(null, Fault.NONE, 1, device::services));
    }

    /** Reads the attribute with this handle, whole. */
    public CompletableFuture<Bytes> read(int handle) {
        return request("read", () -> {
            AirAttribute attribute = permitted(handle);
            return new Request<>(
                    attribute,
                    attribute.faultOfRead(),
                    attribute.countRead(),
                    () -> isConfiguration(attribute) ? configuration(attribute) : attribute.answerRead());
        });
    }

    /** Writes the attribute with this handle; without response, the future ends when the value has left. */
    public CompletableFuture<Void> write(int handle, Bytes value, boolean withResponse) {
        int most = mtu - WRITE_HEADER;
        if (!withResponse && value.length() > most) {
            return CompletableFuture.failedFuture(GattException.of(
                    BleOperation.of("write"),
                    GattException.Reason.TOO_LONG,
                    value.length() + " bytes do not fit into one packet, which carries " + most,
                    null));
        }
        return request("write", () -> {
            AirAttribute attribute = permitted(handle);
            long count = attribute.countWrite();
            if (!withResponse) {
                return new Request<>(null, Fault.NONE, count, () -> command(attribute, value, count));
            }
            return new Request<>(attribute, attribute.faultOfWrite(), count, () -> {
                attribute.take(value, true);
                return done();
            });
        });
    }

    /** Subscribes to the characteristic with this handle, or ends that. */
    public CompletableFuture<Void> configure(int handle, boolean notifications, boolean indications) {
        return request("subscribe", () -> {
            if (!(attribute(handle) instanceof AirCharacteristic characteristic)) {
                throw new AttFailure(AttError.INVALID_HANDLE.code());
            }
            AirDescriptor configuration = characteristic.descriptors().stream()
                    .filter(AirLink::isConfiguration)
                    .findFirst()
                    .orElseThrow(() -> new AttFailure(AttError.ATTRIBUTE_NOT_FOUND.code()));
            return new Request<>(configuration, configuration.faultOfWrite(), configuration.countWrite(), () -> {
                if (notifications || indications) {
                    subscribed.put(characteristic, indications);
                } else {
                    subscribed.remove(characteristic);
                }
                characteristic.subscriptionsChanged(notifications || indications);
                return done();
            });
        });
    }

    /** Pairs with the device, unless adapter and device know each other. */
    public CompletableFuture<Void> pair(AirAgent agent) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        air.loop().post(() -> {
            DisconnectReason gone = ended;
            if (gone != null) {
                result.completeExceptionally(lost("pair", gone, false));
            } else if (adapter.isPaired(device)) {
                result.complete(null);
            } else {
                pairing = result;
                open.add(result);
                AirPairing begun =
                        new AirPairing(air.loop(), device.pairing(), agent, result, () -> adapter.paired(device));
                after(adapter.latency(), begun::begin);
            }
        });
        return result;
    }

    /** Gives a pairing up, if one is under way. */
    public void cancelPairing() {
        air.loop().post(() -> {
            if (pairing != null) {
                pairing.completeExceptionally(new BlePairingException(
                        BleOperation.of("pair"), BlePairingException.Reason.CANCELLED, "it was given up", null));
            }
        });
    }

    /** Ends the link; the future ends when it is down. Idempotent. */
    public CompletableFuture<Void> close() {
        CompletableFuture<Void> down = new CompletableFuture<>();
        air.loop().post(() -> {
            if (ended != null) {
                down.complete(null);
            } else {
                closing.add(down);
                after(adapter.latency(), () -> end(DisconnectReason.REQUESTED, "closed by this side"));
            }
        });
        return down;
    }

    // what follows is for the air's thread

    boolean isSubscribed(AirCharacteristic characteristic) {
        return subscribed.containsKey(characteristic);
    }

    boolean isEnded() {
        return ended != null;
    }

    /** Begins its life, once its owner has been told. */
    void begin(Optional<Duration> dropAfter) {
        after(adapter.latency(), () -> {
            mtu = Math.min(adapter.mtu(), device.mtu());
            if (mtu != SMALLEST_MTU) {
                sink.mtuChanged(mtu);
            }
        });
        dropAfter.ifPresent(time -> after(time, () -> end(DisconnectReason.REMOTE, "the simulated device hung up")));
    }

    void deliver(AirCharacteristic characteristic, Bytes value) {
        if (ended == null && !fading && subscribed.containsKey(characteristic)) {
            int most = mtu - WRITE_HEADER;
            sink.notification(characteristic.handle(), value.length() > most ? value.slice(0, most) : value);
        }
    }

    void servicesChanged() {
        subscribed.clear();
        if (ended == null && !fading) {
            sink.servicesChanged();
        }
    }

    /** The device went out of range; the link is lost after the supervision timeout. */
    void fade(Duration supervision) {
        fading = true;
        after(supervision, () -> end(DisconnectReason.LINK_LOST, "the simulated device went out of range"));
    }

    /** Nobody wanted the link any more when it came up; it ends unseen. */
    void abandon() {
        ended = DisconnectReason.REQUESTED;
        adapter.linkDown(this);
        device.linkDown(this);
    }

    void end(DisconnectReason reason, String detail) {
        if (ended != null) {
            return;
        }
        ended = reason;
        timers.forEach(AirTimer::cancel);
        subscribed.clear();
        adapter.linkDown(this);
        device.linkDown(this);
        List.copyOf(open).forEach(future -> future.completeExceptionally(lost("use", reason, true)));
        open.clear();
        if (air.loop().isRunning()) {
            sink.ended(reason, detail);
        }
        closing.forEach(down -> down.complete(null));
    }

    /** A request on its way to the device, and how it will be answered there. */
    private record Request<T>(@Nullable AirAttribute attribute, Fault fault, long count, Supplier<T> answer) {}

    /** Sends a request and brings its answer, if link, device and fault allow. */
    private <T> CompletableFuture<T> request(String name, Supplier<Request<T>> preparing) {
        CompletableFuture<T> result = new CompletableFuture<>();
        air.loop().post(() -> {
            DisconnectReason gone = ended;
            if (gone != null) {
                result.completeExceptionally(lost(name, gone, false));
                return;
            }
            open.removeIf(CompletableFuture::isDone);
            open.add(result);
            try {
                send(name, preparing.get(), result);
            } catch (AttFailure e) {
                after(adapter.latency(), () -> refuse(name, result, e));
            }
        });
        return result;
    }

    private <T> void send(String name, Request<T> request, CompletableFuture<T> result) {
        Runnable respond = () -> respond(name, request, result);
        AirAttribute attribute = request.attribute;
        if (request.fault.stall() && attribute != null) {
            attribute.stall(respond);
        } else {
            after(adapter.latency().plus(request.fault.delay()), respond);
        }
    }

    private <T> void respond(String name, Request<T> request, CompletableFuture<T> result) {
        if (ended != null || fading) {
            return; // the answer cannot arrive; the end of the link ends the request
        }
        try {
            if (request.fault.strikes(request.count)) {
                throw new AttFailure(request.fault.attError());
            }
            result.complete(request.answer.get());
        } catch (AttFailure e) {
            refuse(name, result, e);
        }
    }

    private static void refuse(String name, CompletableFuture<?> result, AttFailure why) {
        result.completeExceptionally(GattException.att(BleOperation.of(name), why.code(), null));
    }

    /** A write command arrives, late or never if the attribute's fault says so; the sender is not told. */
    private Void command(AirAttribute attribute, Bytes value, long count) {
        Fault fault = attribute.faultOfWrite();
        Runnable arrive = () -> {
            if (!fault.strikes(count) && attribute.isWritable(false)) {
                attribute.take(value, false);
            }
        };
        if (fault.stall()) {
            attribute.stall(arrive);
        } else if (fault.delay().isZero()) {
            arrive.run();
        } else {
            after(fault.delay(), arrive);
        }
        return done();
    }

    private AirAttribute attribute(int handle) {
        return device.attribute(handle).orElseThrow(() -> new AttFailure(AttError.INVALID_HANDLE.code()));
    }

    private AirAttribute permitted(int handle) {
        AirAttribute attribute = attribute(handle);
        if (attribute.needsPairing() && !adapter.isPaired(device)) {
            throw new AttFailure(AttError.INSUFFICIENT_AUTHENTICATION.code());
        }
        return attribute;
    }

    private static boolean isConfiguration(AirAttribute attribute) {
        return attribute instanceof AirDescriptor
                && attribute.uuid().equals(Descriptor.CLIENT_CHARACTERISTIC_CONFIGURATION);
    }

    private Bytes configuration(AirAttribute descriptor) {
        for (Map.Entry<AirCharacteristic, Boolean> entry : subscribed.entrySet()) {
            if (entry.getKey().descriptors().contains(descriptor)) {
                return entry.getValue() ? Bytes.ofInts(2, 0) : Bytes.ofInts(1, 0);
            }
        }
        return Bytes.ofInts(0, 0);
    }

    private void after(Duration delay, Runnable task) {
        timers.removeIf(AirTimer::isOver);
        timers.add(air.loop().after(delay, task));
    }

    private static BleDisconnectedException lost(String operation, DisconnectReason reason, boolean sent) {
        return new BleDisconnectedException(
                BleOperation.of(operation), reason, sent, "the link to the simulated device ended: " + reason, null);
    }

    @SuppressWarnings("NullAway")
    private static Void done() {
        return null;
    }
}
