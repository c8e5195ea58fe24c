// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisingData;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.CharacteristicProperty;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingState;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.things.setting.ThingSettings;

/** Everything at once, on real threads: what listeners hear stays in order, and every command is answered. */
@ExtendWith(ThreadLeakCheck.class)
class StormTest {
    private static final int DEVICES = 40;

    private final Clock clock = Clock.systemUTC();
    private final FakeScanner air = new FakeScanner();

    /** Checks the order of what it hears and remembers which things it was told of. */
    private static final class Watchful implements ThingListener {
        final Map<ThingId, Thing> present = new ConcurrentHashMap<>();
        final List<String> faults = new ArrayList<>();

        @Override
        public void onThing(Thing thing) {
            present.put(thing.id(), thing);
        }

        @Override
        public void onThingRemoved(Thing thing) {
            if (present.remove(thing.id()) == null) {
                faults.add("removed, but never there: " + thing.name());
            }
        }

        @Override
        public void onState(Thing thing, ThingState state, Set<String> told) {
            if (!present.containsKey(thing.id())) {
                faults.add("tells, but is not there: " + thing.name());
            }
            if (!state.values().keySet().containsAll(told)) {
                faults.add("told without a value: " + told);
            }
        }
    }

    private void hear(Random random) {
        AdvertisingData data = random.nextInt(4) == 0
                ? AdvertisingData.builder()
                        .serviceUuid(BleUuid.of(FakePeripheral.SERVICE))
                        .build()
                : AdvertisingData.builder()
                        .manufacturerData(
                                FakeBroadcast.COMPANY, Bytes.ofInts(1 + random.nextInt(4), random.nextInt(256)))
                        .build();
        air.listener()
                .onAdvertisement(new Advertisement(
                        House.device(random.nextInt(DEVICES)), House.ADAPTER, clock.instant(), -50, true, data));
    }

    @RepeatedTest(3)
    void profilesThatComeAndGoInAFlood_leaveEveryListenerWithTheSameThings() throws Exception {
        try (Things things = Things.open(air, peripherals(), new FakeAdapters(), List.of(), ThingSettings.DEFAULT)) {
            Await.until("the scan runs", () -> air.running() == 1);
            Watchful first = new Watchful();
            things.registry().listen(first);
            AtomicBoolean over = new AtomicBoolean();
            Await.Call<Integer> swapping = Await.inThread(() -> swap(things, over));
            List<CompletableFuture<CommandResult>> answers = new ArrayList<>();
            Random random = new Random(42);
            for (int i = 0; i < 60_000; i++) {
                hear(random);
                if (i % 50 == 0) {
                    answers.add(things.registry().submit(command(random)).toCompletableFuture());
                }
            }
            over.set(true);
            assertThat(Await.result(swapping)).isGreaterThan(5);
            for (CompletableFuture<CommandResult> answer : answers) {
                Await.result(answer);
            }
            Watchful last = new Watchful();
            things.registry().listen(last);
            Await.until(
                    "both know the same",
                    () -> first.present.keySet().equals(last.present.keySet())
                            && first.present.size()
                                    == things.registry().things().size());
            assertThat(first.faults).isEmpty();
            assertThat(last.faults).isEmpty();
        }
        assertThat(air.running()).isZero();
        assertThat(connected()).as("links that were left").isEmpty();
    }

    private static int swap(Things things, AtomicBoolean over) {
        FakeBroadcast generic = new FakeBroadcast("generic", 0, "Sensor");
        FakeGatt level = FakeGatt.level(new ConnectionPolicy.KeepConnected());
        int swaps = 0;
        while (!over.get()) {
            things.add(generic);
            things.add(level);
            things.remove(generic);
            things.remove(level);
            swaps++;
        }
        things.add(generic);
        things.add(level);
        return swaps;
    }

    private static Command command(Random random) {
        String name = House.device(random.nextInt(DEVICES)).compact();
        return new Command(name, Map.of("level", Value.of(random.nextInt(200))), Set.of(), Duration.ofSeconds(5));
    }

    private final Map<Object, FakePeripheral> peripherals = new ConcurrentHashMap<>();

    private BleCentral peripherals() {
        for (int i = 0; i < DEVICES; i++) {
            FakePeripheral peripheral = new FakePeripheral();
            peripheral.add(FakeGatt.LEVEL, "07", CharacteristicProperty.READ, CharacteristicProperty.WRITE);
            peripherals.put(House.device(i), peripheral);
        }
        return new ConnectingCentral() {
            @Override
            public BleConnection connect(DeviceId device, ConnectOptions options) throws BleException {
                FakePeripheral peripheral = peripherals.get(device);
                if (peripheral == null) {
                    throw new IllegalArgumentException("no such device");
                }
                return peripheral.connect(device, options);
            }
        };
    }

    private List<FakePeripheral> connected() {
        return peripherals.values().stream()
                .filter(FakePeripheral::isConnected)
                .collect(java.util.stream.Collectors.toList());
    }
}
