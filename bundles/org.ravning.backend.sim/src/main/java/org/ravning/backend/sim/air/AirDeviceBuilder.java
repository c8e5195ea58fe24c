// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;

/** Plans a device; not for use by several threads at once. */
public final class AirDeviceBuilder {
    final DeviceAddress address;
    final List<AirService.Builder> services = new ArrayList<>();
    final List<EventPlan> events = new ArrayList<>();
    List<String> hearers = List.of();
    Payload advertisement = Payload.EMPTY;
    Payload scanResponse = Payload.EMPTY;
    ToIntFunction<Moment> rssi = moment -> -60;

    @Nullable
    Duration interval;

    Duration jitter = Duration.ofMillis(10);
    boolean connectable;
    boolean refusing;
    boolean advertisingWhileConnected;
    Duration connectDelay = Duration.ZERO;
    Duration supervision = Duration.ZERO;

    @Nullable
    Duration dropAfter;

    @Nullable
    Outage outage;

    @Nullable
    String name;

    PairingPlan pairing = PairingPlan.JUST_WORKS;
    boolean paired;
    int mtu = 247;
    int eventRepeats = 1;
    Duration eventGap = Duration.ofMillis(100);

    AirDeviceBuilder(DeviceAddress address) {
        this.address = address;
    }

    /** Sets what it advertises; without {@link #interval} only when told to. */
    public AirDeviceBuilder advertisement(Payload ad) {
        advertisement = ad;
        return this;
    }

    /** Sets what it advertises, as AD structures. */
    public AirDeviceBuilder advertisement(Bytes ad) {
        return advertisement(Payload.of(ad));
    }

    /** Sets what it answers to a scan request. */
    public AirDeviceBuilder scanResponse(Payload response) {
        scanResponse = response;
        return this;
    }

    /** Sets what it answers to a scan request, as AD structures. */
    public AirDeviceBuilder scanResponse(Bytes response) {
        return scanResponse(Payload.of(response));
    }

    /** Makes it advertise regularly. */
    public AirDeviceBuilder interval(Duration time) {
        interval = positive("interval", time);
        return this;
    }

    /** Sets by how much each advertisement comes late at most. */
    public AirDeviceBuilder jitter(Duration most) {
        jitter = most;
        return this;
    }

    /** Sets how strong it is heard, in dBm. */
    public AirDeviceBuilder rssi(ToIntFunction<Moment> dBm) {
        rssi = dBm;
        return this;
    }

    /** Limits the adapters that are near enough to hear it; empty means all. */
    public AirDeviceBuilder heardBy(List<String> adapterNames) {
        hearers = List.copyOf(adapterNames);
        return this;
    }

    /** Sets whether it invites connections. */
    public AirDeviceBuilder connectable(boolean is) {
        connectable = is;
        return this;
    }

    /** Sets whether it refuses the connections that it invited. */
    public AirDeviceBuilder refusing(boolean does) {
        refusing = does;
        return this;
    }

    /** Sets whether it goes on advertising, and accepts more links, while connected. */
    public AirDeviceBuilder advertisingWhileConnected(boolean does) {
        advertisingWhileConnected = does;
        return this;
    }

    /** Sets how long it takes to connect. */
    public AirDeviceBuilder connectDelay(Duration time) {
        connectDelay = time;
        return this;
    }

    /** Sets how long after it vanished a link is lost. */
    public AirDeviceBuilder supervision(Duration time) {
        supervision = time;
        return this;
    }

    /** Makes it end each link after this time. */
    public AirDeviceBuilder dropAfter(Duration time) {
        dropAfter = positive("drop_after", time);
        return this;
    }

    /** Makes it go out of range every so often, for so long. */
    public AirDeviceBuilder outOfRange(Duration every, Duration lasting) {
        outage = new Outage(positive("every", every), positive("for", lasting));
        return this;
    }

    /** Sets the name under which it is remembered; what it advertises is set apart. */
    public AirDeviceBuilder name(String text) {
        name = text;
        return this;
    }

    /** Sets how it pairs. */
    public AirDeviceBuilder pairing(PairingPlan how) {
        pairing = how;
        return this;
    }

    /** Sets whether it is paired with the adapters already that are there when it comes. */
    public AirDeviceBuilder paired(boolean is) {
        paired = is;
        return this;
    }

    /** Sets its largest ATT MTU, 23 to 517. */
    public AirDeviceBuilder mtu(int bytes) {
        mtu = AirAdapter.inRange("mtu", bytes, 23, 517);
        return this;
    }

    /** Adds events that repeat. */
    public AirDeviceBuilder events(EventPlan more) {
        events.add(more);
        return this;
    }

    /** Sets how often each event is sent, and the time between. */
    public AirDeviceBuilder eventRepeats(int times, Duration gap) {
        eventRepeats = AirAdapter.inRange("repeat", times, 1, 100);
        eventGap = gap;
        return this;
    }

    /** Adds a service. */
    public AirDeviceBuilder service(String type, Consumer<AirService.Builder> content) {
        return service(BleUuid.parse(type), content);
    }

    /** Adds a service. */
    public AirDeviceBuilder service(UUID type, Consumer<AirService.Builder> content) {
        AirService.Builder service = new AirService.Builder(type);
        content.accept(service);
        services.add(service);
        return this;
    }

    private static Duration positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException(what + " must be longer than nothing");
        }
        return time;
    }

    /** Regular absences: away after {@code every}, for {@code lasting}. */
    record Outage(Duration every, Duration lasting) {}
}
