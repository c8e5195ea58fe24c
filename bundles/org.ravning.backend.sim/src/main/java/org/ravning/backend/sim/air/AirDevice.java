// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.ravning.api.AddressType;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DisconnectReason;

/** A device in the air: it advertises, and answers centrals that connect. */
public final class AirDevice {
    private final Air air;
    private final AirDeviceBuilder plan;
    private final AirAdvertiser advertiser;
    private final List<AirLink> links = new CopyOnWriteArrayList<>();
    private volatile List<AirService> services;
    private volatile boolean present = true;
    private volatile boolean connectable;
    private volatile boolean refusing;

    // on the air's thread only
    private final List<AirAttempt> waiting = new ArrayList<>();
    private final List<AirTimer> timers = new ArrayList<>();
    private boolean begun;

    AirDevice(Air air, AirDeviceBuilder plan) {
        this.air = air;
        this.plan = plan;
        this.connectable = plan.connectable;
        this.refusing = plan.refusing;
        this.advertiser = new AirAdvertiser(air, this, plan);
        this.services = build(plan.services);
    }

    /** Returns a builder of a device with a random static or a public address. */
    public static AirDeviceBuilder builder(DeviceAddress address) {
        return new AirDeviceBuilder(address);
    }

    /** Returns a builder of a device with a random address. */
    public static AirDeviceBuilder builder(String address) {
        return new AirDeviceBuilder(DeviceAddress.of(address, AddressType.RANDOM));
    }

    /** Returns its address. */
    public DeviceAddress address() {
        return plan.address;
    }

    /** Returns its services, in handle order. */
    public List<AirService> services() {
        return services;
    }

    /** Returns its first characteristic of that type, given in any of the three lengths. */
    public AirCharacteristic characteristic(String type) {
        UUID uuid = BleUuid.parse(type);
        return services.stream()
                .flatMap(s -> s.characteristics().stream())
                .filter(c -> c.uuid().equals(uuid))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no characteristic " + type));
    }

    /** Returns its links. */
    public List<AirLink> links() {
        return links;
    }

    /** Returns its name for people, or null. */
    public @Nullable String name() {
        return plan.name;
    }

    /** Returns how strongly it arrives now, in dBm. On the air's thread. */
    int rssi() {
        return advertiser.rssi();
    }

    /** Says whether a central is connected. */
    public boolean isConnected() {
        return !links.isEmpty();
    }

    /** Says whether it is in range. */
    public boolean isPresent() {
        return present;
    }

    /** Sends its advertisement once, now, and its scan response to whoever asks. */
    public void advertiseNow() {
        air.loop().post(advertiser::sendAsPlanned);
    }

    /** Sends an advertisement of these AD structures once, well-formed or not. */
    public void advertiseNow(Bytes ad) {
        advertiseNow(ad, Bytes.EMPTY);
    }

    /** Sends an advertisement and a scan response once. */
    public void advertiseNow(Bytes ad, Bytes response) {
        air.loop().post(() -> advertiser.transmit(ad, response));
    }

    /** Changes what it advertises from now on. */
    public void advertisement(Payload ad, Payload response) {
        advertiser.change(ad, response);
    }

    /** Advertises this often from now on, whatever its plan says. */
    public void advertiseEvery(Duration interval) {
        if (interval.isZero() || interval.isNegative()) {
            throw new IllegalArgumentException("interval must be longer than nothing");
        }
        air.loop().post(() -> advertiser.advertiseEvery(interval));
    }

    /** Stops advertising regularly; events are still sent. */
    public void stopAdvertising() {
        air.loop().post(() -> advertiser.advertiseEvery(null));
    }

    /** Announces an event now, as when somebody presses its button. */
    public void fire(Event event) {
        air.loop().post(() -> advertiser.announce(event));
    }

    /** Goes out of range, or its battery is taken out: nothing is heard, and links are lost. */
    public void vanish() {
        air.loop().post(this::leave);
    }

    /** Comes back into range. */
    public void appear() {
        air.loop().post(this::comeBack);
    }

    /** Ends all links from its side. */
    public void disconnect() {
        air.loop().post(() -> links.forEach(link -> link.end(DisconnectReason.REMOTE, "the simulated device hung up")));
    }

    /** Sets whether it invites connections. */
    public void connectable(boolean is) {
        air.loop().post(() -> {
            connectable = is;
            inviteWaiting();
        });
    }

    /** Sets whether it refuses connections that it invited. */
    public void refuseConnections(boolean does) {
        refusing = does;
    }

    /** Replaces its services and tells connected centrals; earlier characteristics are no longer its own. */
    public void replaceServices(List<AirService.Builder> plans) {
        List<AirService> built = build(plans);
        air.loop().post(() -> {
            services = built;
            links.forEach(AirLink::servicesChanged);
        });
    }

    /** Does something later on the air's thread, unless the air is brought to a stand before. */
    public void later(Duration delay, Runnable task) {
        air.loop().post(() -> after(delay, task));
    }

    // what follows is for the air's thread

    Air air() {
        return air;
    }

    PairingPlan pairing() {
        return plan.pairing;
    }

    int mtu() {
        return plan.mtu;
    }

    boolean isConnectable() {
        return connectable;
    }

    boolean isAdvertising() {
        return present && (links.isEmpty() || plan.advertisingWhileConnected);
    }

    boolean reaches(AirAdapter adapter) {
        return plan.hearers.isEmpty() || plan.hearers.contains(adapter.name());
    }

    void begin() {
        if (begun || !air.loop().isRunning()) {
            return;
        }
        begun = true;
        advertiser.begin();
        AirDeviceBuilder.Outage outage = plan.outage;
        if (outage != null) {
            after(outage.every(), () -> goAway(outage));
        }
    }

    void halt() {
        begun = false;
        advertiser.halt();
        timers.forEach(AirTimer::cancel);
        timers.clear();
        waiting.clear();
    }

    void invite(AirAttempt attempt) {
        waiting.add(attempt);
        attempt.waitFor(this);
        inviteWaiting();
    }

    void uninvite(AirAttempt attempt) {
        waiting.remove(attempt);
    }

    void linkDown(AirLink link) {
        links.remove(link);
        inviteWaiting();
    }

    Optional<AirAttribute> attribute(int handle) {
        for (AirService service : services) {
            for (AirCharacteristic characteristic : service.characteristics()) {
                if (characteristic.handle() == handle) {
                    return Optional.of(characteristic);
                }
                for (AirDescriptor descriptor : characteristic.descriptors()) {
                    if (descriptor.handle() == handle) {
                        return Optional.of(descriptor);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private List<AirService> build(List<AirService.Builder> plans) {
        Handles handles = new Handles();
        return plans.stream().map(plan -> plan.build(this, handles)).toList();
    }

    private void goAway(AirDeviceBuilder.Outage outage) {
        leave();
        after(outage.lasting(), () -> {
            comeBack();
            after(outage.every(), () -> goAway(outage));
        });
    }

    private void leave() {
        if (present) {
            present = false;
            links.forEach(link -> link.fade(plan.supervision));
        }
    }

    private void comeBack() {
        if (!present) {
            present = true;
            inviteWaiting();
        }
    }

    private void inviteWaiting() {
        for (AirAttempt attempt : List.copyOf(waiting)) {
            if (isReachableBy(attempt)) {
                waiting.remove(attempt);
                air.loop().after(plan.connectDelay.plus(attempt.adapter().latency()), () -> answer(attempt));
            }
        }
    }

    private boolean isReachableBy(AirAttempt attempt) {
        return isAdvertising() && connectable && reaches(attempt.adapter());
    }

    private void answer(AirAttempt attempt) {
        if (!attempt.isOpen()) {
            return;
        }
        if (!isReachableBy(attempt)) {
            waiting.add(attempt);
        } else if (refusing) {
            attempt.fail(AirFailures.connect(
                    BleConnectException.Reason.REFUSED, "the simulated device refused the connection"));
        } else {
            AirLink link = new AirLink(air, attempt.adapter(), this, attempt.sink());
            links.add(link);
            attempt.adapter().linkUp(link);
            if (attempt.succeed(link)) {
                link.begin(Optional.ofNullable(plan.dropAfter));
            } else {
                link.abandon();
            }
        }
    }

    private void after(Duration delay, Runnable task) {
        timers.removeIf(AirTimer::isOver);
        timers.add(air.loop().after(delay, task));
    }
}
