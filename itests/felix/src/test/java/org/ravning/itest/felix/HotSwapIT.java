// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.felix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.ravning.api.AdapterId;
import org.ravning.api.Advertisement;
import org.ravning.api.AdvertisementListener;
import org.ravning.api.BleAdapters;
import org.ravning.api.BleCentral;
import org.ravning.api.BleConnection;
import org.ravning.api.BleDisconnectedException;
import org.ravning.api.BleException;
import org.ravning.api.BleScanner;
import org.ravning.api.BleUuid;
import org.ravning.api.ConnectOptions;
import org.ravning.api.ConnectionState;
import org.ravning.api.DeviceId;
import org.ravning.api.DisconnectReason;
import org.ravning.api.ScanRequest;
import org.ravning.api.Subscription;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.ThingState;
import org.ravning.testkit.Await;

/** Bundles come and go while the gateway runs (contract C10): what depends on one ends with a reason, the rest goes on. */
@Timeout(120)
class HotSwapIT {
    private static final Duration AT_ONCE = Await.slow(Duration.ofSeconds(1));
    private static final Pattern BROKER = Pattern.compile("connected.*(tcp://[0-9.]+:\\d+)");
    private static final String AIR = """
            devices:
              - address: C2:00:00:00:00:01
                interval: 50ms
                advertise: {flags: 0x06, bthome: {temperature: {walk: {min: 18, max: 24, every: 100ms}}}}
              - address: C2:00:00:00:00:02
                interval: 50ms
                advertise: {flags: 0x06, ruuvi: {temperature: {walk: {min: 18, max: 24, every: 100ms}}}}
              - address: C2:00:00:00:00:03
                name: Linked
                interval: 50ms
                connection: {keep_advertising: true}
                gatt:
                  - uuid: ffe0
                    characteristics:
                      - {uuid: ffe1, properties: [read], value: "01"}
            """;

    private GatewayFramework gateway;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        Path air = Files.writeString(folder.resolve("air.yaml"), AIR);
        Files.writeString(config.resolve("org.ravning.backend.sim.cfg"), "enabled = true\nfile = " + air + "\n");
        Files.writeString(config.resolve("org.ravning.broker.cfg"), "port = 0\n");
        gateway = GatewayFramework.start(
                Distribution.built(),
                folder.resolve("cache"),
                config,
                Set.of("org.ravning.api", "org.ravning.profile.api"));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void backend_stopped_takesItsAdaptersScansAndLinks_andScansResumeWhenItReturns() throws Exception {
        BleAdapters adapters = service(BleAdapters.class);
        Ears ears = new Ears();
        AtomicReference<ConnectionState> state = new AtomicReference<>();
        try (Subscription scan = service(BleScanner.class)
                        .scan(ScanRequest.builder().waitForAdapter(true).build(), ears);
                BleConnection connection = service(BleCentral.class)
                        .connect(DeviceId.parse("C2:00:00:00:00:03"), ConnectOptions.DEFAULT)) {
            Subscription states = connection.onStateChange(state::set);
            Await.until("something is heard", () -> ears.heard.get() > 3);

            others("org.ravning.backend.sim", Bundle::stop);

            Await.until(
                    "its adapter is gone",
                    AT_ONCE,
                    () -> adapters.all().stream()
                            .noneMatch(adapter -> adapter.backend().equals("sim")));
            Await.until("the scan lost it, with a reason", AT_ONCE, () -> !ears.lost.isEmpty());
            assertThat(ears.lost.get(0).getMessage()).isNotBlank();
            Await.until(
                    "the link ended, with a reason",
                    AT_ONCE,
                    () -> new ConnectionState.Disconnected(DisconnectReason.ADAPTER_GONE).equals(state.get()));
            assertThatThrownBy(() -> connection.read(
                            connection.gatt().characteristic(BleUuid.of(0xFFE1)).orElseThrow()))
                    .isInstanceOf(BleDisconnectedException.class);
            assertThat(scan.isActive()).isTrue();
            states.close();

            long before = ears.heard.get();
            others("org.ravning.backend.sim", Bundle::start);

            Await.until("the same scan hears again", () -> ears.heard.get() > before + 3);
            assertThat(scan.isActive()).isTrue();
        }
    }

    @Test
    void profile_stopped_takesItsThings_andTheOthersGoOn() throws Exception {
        ThingRegistry things = service(ThingRegistry.class);
        Await.until("both things are there", () -> names(things).size() == 2);
        Thing other = things.find("bthome-sensor-000001").orElseThrow();

        others("org.ravning.profile.ruuvi", Bundle::stop);

        Await.until("its thing is gone", AT_ONCE, () -> names(things).equals(List.of(other.name())));
        Instant seen = lastSeen(things, other);
        Await.until(
                "the other one is still heard", () -> lastSeen(things, other).isAfter(seen));

        others("org.ravning.profile.ruuvi", Bundle::start);
        Await.until("its thing is back", () -> names(things).size() == 2);
    }

    @Test
    void mqtt_stopped_saysGoodBye_andIsThereAgainWhenItReturns() throws Exception {
        ThingRegistry things = service(ThingRegistry.class);
        Thing thing = awaitThing(things, "bthome-sensor-000001");
        AtomicReference<String> bridge = new AtomicReference<>("");
        AtomicLong states = new AtomicLong();
        MqttClient client = new MqttClient(brokerUrl(), "witness", new MemoryPersistence());
        try {
            client.connect();
            client.subscribe("ravning/#", 1, (topic, message) -> {
                if (topic.equals("ravning/bridge/state")) {
                    bridge.set(new String(message.getPayload(), StandardCharsets.UTF_8));
                } else if (topic.equals("ravning/" + thing.name())) {
                    states.incrementAndGet();
                }
            });
            Await.until("the bridge is online", () -> bridge.get().contains("online") && states.get() > 0);

            others("org.ravning.mqtt", Bundle::stop);

            Await.until("the bridge is offline", AT_ONCE, () -> bridge.get().contains("offline"));
            Instant seen = lastSeen(things, thing);
            Await.until("things go on", () -> lastSeen(things, thing).isAfter(seen));

            long before = states.get();
            others("org.ravning.mqtt", Bundle::start);
            Await.until("the bridge is back", () -> bridge.get().contains("online") && states.get() > before);
            client.disconnect();
        } finally {
            client.close(true);
        }
    }

    @Test
    void core_stoppedAndStarted_bringsTheThingsBack() throws Exception {
        Thing thing = awaitThing(service(ThingRegistry.class), "bthome-sensor-000001");

        others("org.ravning.core", Bundle::stop);
        others("org.ravning.core", Bundle::start);

        assertThat(awaitThing(service(ThingRegistry.class), thing.name()).id()).isEqualTo(thing.id());
    }

    private static Thing awaitThing(ThingRegistry things, String name) {
        Await.until("the thing " + name + " is there", () -> things.find(name).isPresent());
        return things.find(name).orElseThrow();
    }

    /** Does something to a bundle, and checks that every other one stays as it is. */
    private void others(String symbolicName, Change change) throws BundleException {
        Bundle changed = gateway.bundle(symbolicName);
        change.to(changed);
        assertThat(gateway.bundles().stream().filter(bundle -> !bundle.equals(changed)))
                .allSatisfy(bundle ->
                        assertThat(bundle.getState()).as("state of %s", bundle).isEqualTo(Bundle.ACTIVE));
    }

    private <T> T service(Class<T> type) throws InterruptedException {
        ServiceTracker<T, T> tracker =
                new ServiceTracker<>(gateway.bundles().get(0).getBundleContext(), type, null);
        tracker.open();
        try {
            T found = tracker.waitForService(Await.limit().toMillis());
            assertThat(found).as("a service %s", type.getName()).isNotNull();
            return found;
        } finally {
            tracker.close();
        }
    }

    private String brokerUrl() {
        AtomicReference<String> url = new AtomicReference<>();
        Await.until("MQTT is connected", Duration.ofSeconds(30), () -> {
            health("mqtt")
                    .map(Health::summary)
                    .map(BROKER::matcher)
                    .filter(Matcher::find)
                    .ifPresent(m -> url.set(m.group(1)));
            return url.get() != null;
        });
        return url.get();
    }

    private java.util.Optional<Health> health(String part) {
        var context = gateway.bundles().get(0).getBundleContext();
        try {
            ServiceReference<?>[] references = context.getAllServiceReferences(HealthSource.class.getName(), null);
            return Arrays.stream(references == null ? new ServiceReference<?>[0] : references)
                    .map(context::getService)
                    .filter(HealthSource.class::isInstance)
                    .map(HealthSource.class::cast)
                    .filter(source -> source.name().equals(part))
                    .map(HealthSource::health)
                    .findFirst();
        } catch (org.osgi.framework.InvalidSyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(ThingRegistry things) {
        return things.things().stream().map(Thing::name).sorted().collect(Collectors.toList());
    }

    private static Instant lastSeen(ThingRegistry things, Thing thing) {
        return things.state(thing.id()).map(ThingState::lastSeen).orElse(Instant.EPOCH);
    }

    @FunctionalInterface
    private interface Change {
        void to(Bundle bundle) throws BundleException;
    }

    /** What a scan hears. */
    private static final class Ears implements AdvertisementListener {
        private final AtomicLong heard = new AtomicLong();
        private final List<BleException> lost = new CopyOnWriteArrayList<>();

        @Override
        public void onAdvertisement(Advertisement advertisement) {
            heard.incrementAndGet();
        }

        @Override
        public void onAdapterLost(AdapterId adapter, BleException cause) {
            lost.add(cause);
        }
    }
}
