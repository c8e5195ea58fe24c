// SPDX-License-Identifier: Apache-2.0
package org.ravning.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.Bytes;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.NotificationListener;
import org.ravning.api.ScanRequest;
import org.ravning.api.SubscribeOptions;
import org.ravning.api.Subscription;
import org.ravning.api.WriteMode;
import org.ravning.core.dispatch.CoreThreads;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.testkit.fake.FakeBackend;
import org.ravning.testkit.fake.FakeGatt;
import org.ravning.testkit.fake.FakeLink;
import org.ravning.testkit.fake.FakeOperation;
import org.ravning.testkit.fake.FakeRadio;

/** Everything at once: callers that are interrupted, links that break, adapters and a backend that come and go. */
@ExtendWith(ThreadLeakCheck.class)
class LinkRaceTest {
    private static final List<DeviceId> DEVICES = List.of(
            DeviceId.parse("C0:00:00:00:00:01"),
            DeviceId.parse("C0:00:00:00:00:02"),
            DeviceId.parse("C0:00:00:00:00:03"));
    private static final ConnectOptions HASTY =
            new ConnectOptions(Duration.ofMillis(400), Duration.ofMillis(100), null, null);

    private final Core core = new Core(CoreThreads.system());
    private final List<FakeRadio> allRadios = new CopyOnWriteArrayList<>();
    private volatile FakeBackend backend = FakeBackend.with();
    private volatile List<FakeRadio> radios = List.of();
    private final ScheduledExecutorService air = Executors.newSingleThreadScheduledExecutor();
    private final List<FakeLink> links = new CopyOnWriteArrayList<>();
    private final List<Witness> witnesses = new CopyOnWriteArrayList<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void close() {
        over.set(true);
        air.shutdownNow();
        core.close();
    }

    /** Hears one subscription and one state; remembers what must not be. */
    private static final class Witness implements NotificationListener {
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final AtomicBoolean down = new AtomicBoolean();
        private volatile boolean closed;

        @Override
        public void onValue(Bytes value, Instant at) {
            if (ended.get() || closed) {
                faults.add("a value after the end");
            }
        }

        @Override
        public void onEnd(@Nullable BleException cause) {
            if (!ended.compareAndSet(false, true)) {
                faults.add("ended twice");
            }
        }

        void onState(ConnectionState state) {
            if (down.get()) {
                faults.add("a state after the last: " + state);
            }
            if (state instanceof ConnectionState.Disconnected) {
                down.set(true);
            }
        }
    }

    private void open(Random random) throws InterruptedException {
        addBackend(random);
        core.adapters().awaitReady(Await.limit());
        var unused = air.scheduleAtFixedRate(this::hear, 0, 1, TimeUnit.MILLISECONDS);
    }

    /** A backend that was stopped and started in a framework is a new object with new radios. */
    private void addBackend(Random random) {
        FakeBackend fresh = FakeBackend.with("hci0", "hci1");
        List<FakeRadio> its = List.of(fresh.radio("hci0"), fresh.radio("hci1"));
        its.forEach(radio -> radio.connectAtOnce(link -> prepare(link, random.nextLong())));
        allRadios.addAll(its);
        radios = its;
        backend = fresh;
        core.addBackend(fresh);
    }

    private void hear() {
        for (FakeRadio radio : radios) {
            for (DeviceId device : DEVICES) {
                try {
                    radio.hears(device, -50, CoreFixture.named("x"));
                } catch (AssertionError notScanning) {
                    // heard by nobody
                }
            }
        }
    }

    private void prepare(FakeLink link, long seed) {
        Random random = new Random(seed);
        links.add(link);
        link.answers(operation -> {
            int chance = random.nextInt(100);
            if (chance < 40) {
                return operation.name().equals("read") ? Bytes.ofHex("01") : FakeOperation.NOTHING;
            }
            if (chance < 98) {
                answerSoon(link, operation, random.nextInt(2000));
            }
            return FakeOperation.LATER;
        });
    }

    private void answerSoon(FakeLink link, FakeOperation operation, int micros) {
        try {
            var unused = air.schedule(
                    () -> {
                        link.events().notification(FakeGatt.NOTIFY, Bytes.ofHex("02"));
                        operation.answer(operation.name().equals("read") ? Bytes.ofHex("01") : FakeOperation.NOTHING);
                    },
                    micros,
                    TimeUnit.MICROSECONDS);
        } catch (java.util.concurrent.RejectedExecutionException e) {
            // the test is over
        }
    }

    /** One caller; every exception of the API is fine, a hang or another exception is not. */
    private void use(Random random) throws Exception {
        for (int i = 0; i < 40; i++) {
            try {
                if (random.nextInt(4) == 0) {
                    scanABit(random);
                } else {
                    connectABit(random);
                }
            } catch (BleException | InterruptedException e) {
                Thread.interrupted();
            }
        }
    }

    private void scanABit(Random random) throws Exception {
        ScanRequest request = ScanRequest.builder()
                .device(DEVICES.get(random.nextInt(3)))
                .waitForAdapter(random.nextBoolean())
                .build();
        try (Subscription scan = core.scanner().scan(request, heard -> {})) {
            LockSupport.parkNanos(random.nextInt(2_000_000));
            assertThat(scan.dropped()).isZero();
        }
    }

    private void connectABit(Random random) throws Exception {
        Witness witness = new Witness();
        try (BleConnection connection = core.central().connect(DEVICES.get(random.nextInt(3)), HASTY)) {
            witnesses.add(witness);
            connection.onStateChange(witness::onState);
            Subscription values = connection.subscribe(FakeGatt.NOTIFY, witness, SubscribeOptions.DEFAULT);
            for (int i = random.nextInt(5); i > 0; i--) {
                connection.read(FakeGatt.READ_WRITE);
                connection.write(FakeGatt.COMMAND, Bytes.ofHex("03"), WriteMode.AUTO);
            }
            if (random.nextBoolean()) {
                values.close();
                witness.closed = true;
            }
        }
        if (!witness.ended.get()) {
            witness.faults.add("not told the end of the subscription");
        }
    }

    private void disturb(Random random, List<Await.Call<Boolean>> callers) {
        FakeRadio radio = radios.get(random.nextInt(2));
        switch (random.nextInt(12)) {
            case 0 -> {
                backend.power(radio, false);
                LockSupport.parkNanos(random.nextInt(3_000_000));
                backend.power(radio, true);
            }
            case 1 -> {
                core.removeBackend(backend);
                addBackend(random);
            }
            case 2, 3, 4, 5 -> callers.get(random.nextInt(callers.size())).interrupt();
            default -> {
                if (!links.isEmpty()) {
                    DisconnectReason[] reasons = DisconnectReason.values();
                    links.get(links.size() - 1 - random.nextInt(Math.min(3, links.size())))
                            .down(reasons[random.nextInt(reasons.length)]);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everythingAtOnce_endsInOrder(long seed) throws Exception {
        Random random = new Random(seed);
        open(random);
        List<Await.Call<Boolean>> callers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Random own = new Random(random.nextLong());
            callers.add(Await.inThread(() -> {
                use(own);
                return true;
            }));
        }
        long end = System.nanoTime() + Duration.ofSeconds(50).toNanos();
        while (callers.stream().anyMatch(call -> !call.isDone())) {
            assertThat(System.nanoTime()).as("a call hangs").isLessThan(end);
            disturb(random, callers);
            LockSupport.parkNanos(random.nextInt(6_000_000));
        }
        for (Await.Call<Boolean> caller : callers) {
            assertThat(Await.result(caller)).isTrue();
        }
        over.set(true);
        Await.until(
                "no link and no scan is left in " + core.adapters().all(),
                () -> core.adapters().all().stream()
                        .allMatch(adapter -> adapter.connections() == 0 && !adapter.isScanning()));
        assertThat(witnesses).isNotEmpty();
        for (Witness witness : witnesses) {
            assertThat(witness.faults).isEmpty();
        }
        Await.until(
                "all are told",
                () -> witnesses.stream().allMatch(witness -> witness.down.get() || !witness.ended.get()));
        for (FakeRadio radio : allRadios) {
            assertThat(radio.complaints()).isEmpty();
        }
        for (FakeLink link : links) {
            assertThat(link.complaints()).isEmpty();
            assertThat(link.isUp()).isFalse();
        }
    }

    @Test
    void twoConnections_doNotWaitForEachOther() throws Exception {
        open(new Random(7));
        radios.forEach(radio -> radio.connectAtOnce(links::add));
        ConnectOptions patient = ConnectOptions.DEFAULT.withTimeout(Await.limit());
        try (BleConnection one = core.central().connect(DEVICES.get(0), patient);
                BleConnection two = core.central().connect(DEVICES.get(1), patient)) {
            links.get(1).answerAll();
            Await.Call<Bytes> stuck = Await.inThread(() -> one.read(FakeGatt.READ_WRITE));
            links.get(0).operation(1);
            assertThat(two.read(FakeGatt.READ_WRITE)).isEqualTo(Bytes.ofHex("02"));
            assertThat(stuck).isNotDone();
            links.get(0).operation(1).answer(Bytes.ofHex("09"));
            assertThat(Await.result(stuck)).isEqualTo(Bytes.ofHex("09"));
        }
    }
}
