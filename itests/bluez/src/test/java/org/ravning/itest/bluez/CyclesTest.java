// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ravning.api.AdapterId;
import org.ravning.api.AdapterState;
import org.ravning.api.AddressType;
import org.ravning.api.BleConnectException;
import org.ravning.api.BleConnection;
import org.ravning.api.BleTimeoutException;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceAddress;
import org.ravning.api.DeviceId;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.itest.bluez.peripheral.Peripheral;
import org.ravning.itest.bluez.peripheral.Specimen;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;

/**
 * Connects, subscribes and closes {@code rig.cycles} times. bluetoothd ends a link two seconds after it was asked to, so
 * every two controllers do it at the same time, one of them as the central: a virtual controller confuses several links.
 */
class CyclesTest extends RecoveryRig {
    private static final int CYCLES = Integer.getInteger("rig.cycles", 5);
    private static final int PAIRS = Integer.parseInt(System.getenv("RIG_CONTROLLERS")) / 2;
    private static final int WARM_UP = 3;
    private static final int REPORT = 50;

    private final List<Peripheral> others = new ArrayList<>();
    private final List<DeviceId> devices = new ArrayList<>();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    @BeforeAll
    void openOthers() throws IOException {
        devices.add(device);
        for (int pair = 1; pair < PAIRS; pair++) {
            Peripheral other = Specimen.open("hci" + (2 * pair + 1));
            others.add(other);
            devices.add(DeviceAddress.of(other.address(), AddressType.PUBLIC));
            power("hci" + 2 * pair, true);
        }
        Await.until(
                "all adapters are on",
                () -> ravning.adapters().all().stream()
                        .allMatch(adapter -> adapter.state() == AdapterState.POWERED_ON));
    }

    @AfterAll
    void closeOthers() throws IOException {
        for (Peripheral other : others) {
            other.close();
        }
    }

    @Test
    void manyCycles_leaveNothingBehind() throws Exception {
        run(WARM_UP * PAIRS);
        Footprint before = Footprint.take();
        log.note("before: " + before);
        long begin = System.nanoTime();

        run(CYCLES);

        Await.until("idle threads end", () -> ThreadLeakCheck.ours().size() <= before.threads());
        Footprint after = Footprint.take();
        log.note("after " + CYCLES + " cycles and " + failed + " failed attempts, " + PAIRS + " at once, in "
                + (System.nanoTime() - begin) / 1_000_000_000 + " s: " + after);
        after.assertNotMoreThan(before);
    }

    private void run(int cycles) throws Exception {
        left.set(cycles);
        done.set(0);
        List<Await.Call<Void>> calls = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            ConnectOptions options = PATIENT.withAdapter(new AdapterId("bluez", "hci" + 2 * pair));
            DeviceId peer = devices.get(pair);
            calls.add(Await.inThread(() -> {
                while (left.getAndDecrement() > 0) {
                    tryCycle(peer, options);
                }
                return null;
            }));
        }
        for (Await.Call<Void> call : calls) {
            call.get();
        }
    }

    /** An attempt to connect may fail here: virtual controllers at times stop to advertise. It must leave nothing either. */
    private void tryCycle(DeviceId peer, ConnectOptions options) throws Exception {
        try {
            cycle(peer, options);
        } catch (BleConnectException | BleTimeoutException e) {
            failed.incrementAndGet();
            left.incrementAndGet();
            log.note("not connected: " + e.getMessage());
            assertThat(failed.get()).as("failed attempts").isLessThanOrEqualTo(3 + CYCLES / 20);
        }
    }

    private void cycle(DeviceId peer, ConnectOptions options) throws Exception {
        try (BleConnection connection = ravning.central().connect(peer, options);
                Subscription values = connection.subscribe(
                        characteristic(connection, Specimen.NOTIFY), (value, at) -> {}, SubscribeOptions.DEFAULT)) {
            assertThat(values.isActive()).isTrue();
        }
        int number = done.incrementAndGet();
        if (number % REPORT == 0) {
            log.note("cycle " + number + ": " + Footprint.take());
        }
    }
}
