// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;

/** The part of a device that advertises: regularly, on events, and when told to. For the air's thread. */
final class AirAdvertiser {
    private static final Duration LATEST_FIRST = Duration.ofSeconds(1);

    private final Air air;
    private final AirDevice device;
    private final AirDeviceBuilder plan;
    private final Random chance;
    private @Nullable Duration interval;
    private AirTimer regular = AirTimer.NEVER;
    private final List<AirTimer> timers = new ArrayList<>();
    private volatile Payload advertisement;
    private volatile Payload scanResponse;

    AirAdvertiser(Air air, AirDevice device, AirDeviceBuilder plan) {
        this.air = air;
        this.device = device;
        this.plan = plan;
        this.chance = air.chance(plan.address.text());
        this.interval = plan.interval;
        this.advertisement = plan.advertisement;
        this.scanResponse = plan.scanResponse;
    }

    /** Changes what is advertised; any thread may call. */
    void change(Payload ad, Payload response) {
        advertisement = ad;
        scanResponse = response;
    }

    void begin() {
        advertiseEvery(interval);
        plan.events.forEach(events -> scheduleEvent(events, 0));
    }

    /** Advertises this often from now on, or no more. */
    void advertiseEvery(@Nullable Duration time) {
        regular.cancel();
        interval = time;
        if (time != null) {
            Duration first = time.compareTo(LATEST_FIRST) < 0 ? time : LATEST_FIRST;
            regular = air.loop().after(fraction(first), () -> keepAdvertising(time));
        }
    }

    void halt() {
        regular.cancel();
        timers.forEach(AirTimer::cancel);
        timers.clear();
    }

    private void keepAdvertising(Duration every) {
        if (isListenedTo()) {
            sendAsPlanned();
        }
        regular = air.loop().after(every.plus(fraction(plan.jitter)), () -> keepAdvertising(every));
    }

    private void scheduleEvent(EventPlan events, int turn) {
        after(events.every().plus(fraction(events.jitter())), () -> {
            announce(new Event(
                    events.source(), events.values().get(turn % events.values().size())));
            scheduleEvent(events, (turn + 1) % events.values().size());
        });
    }

    /** Sends an event several times. */
    void announce(Event event) {
        Bytes ad = advertisement.at(moment(event));
        Bytes response = scanResponse.at(moment(event));
        for (int i = 0; i < plan.eventRepeats; i++) {
            after(plan.eventGap.multipliedBy(i), () -> {
                if (device.isAdvertising()) {
                    transmit(ad, response);
                }
            });
        }
    }

    /** Sends what is advertised now, once. */
    void sendAsPlanned() {
        transmit(advertisement.at(moment(null)), scanResponse.at(moment(null)));
    }

    /** Sends these bytes once to all adapters that hear the device. */
    void transmit(Bytes ad, Bytes response) {
        if (!device.isPresent()) {
            return;
        }
        boolean scannable = !response.isEmpty();
        for (AirAdapter adapter : air.adapters()) {
            if (device.reaches(adapter)) {
                int rssi = rssi();
                boolean connectable = device.isConnectable();
                Packet packet = new Packet(plan.address, rssi, connectable, scannable, false, ad);
                adapter.hear(listener -> listener.heard(packet));
                if (adapter.isAsking() && scannable) {
                    Packet answer = new Packet(plan.address, rssi, connectable, true, true, response);
                    adapter.hear(listener -> listener.heard(answer));
                }
            }
        }
    }

    int rssi() {
        return Math.max(-127, Math.min(20, plan.rssi.applyAsInt(moment(null))));
    }

    private boolean isListenedTo() {
        return device.isAdvertising() && air.adapters().stream().anyMatch(AirAdapter::isListening);
    }

    private Moment moment(@Nullable Event event) {
        return new Moment(air.loop().elapsed(), event);
    }

    private Duration fraction(Duration most) {
        return Duration.ofNanos((long) (most.toNanos() * chance.nextDouble()));
    }

    private void after(Duration delay, Runnable task) {
        timers.removeIf(AirTimer::isOver);
        timers.add(air.loop().after(delay, task));
    }
}
