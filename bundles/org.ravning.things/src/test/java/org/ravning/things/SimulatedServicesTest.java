// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.DeviceId;
import org.ravning.api.Ravning;
import org.ravning.api.RavningOptions;
import org.ravning.api.Subscription;
import org.ravning.profile.api.Command;
import org.ravning.profile.api.CommandResult;
import org.ravning.profile.api.ConnectionPolicy;
import org.ravning.profile.api.Event;
import org.ravning.profile.api.GattProfile;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.ThingListener;
import org.ravning.profile.api.ThingRegistry;
import org.ravning.profile.api.Value;
import org.ravning.profile.generic.GenericProfile;
import org.ravning.testkit.Await;
import org.ravning.testkit.ThreadLeakCheck;
import org.ravning.things.setting.ThingSettings;

/** Devices of the standard services over the simulated air: read, notified, commanded. */
@ExtendWith(ThreadLeakCheck.class)
class SimulatedServicesTest {
    @TempDir
    private Path folder;

    private Ravning ble;
    private Things things;

    @BeforeEach
    void open() throws Exception {
        Path air = folder.resolve("air.yaml");
        try (InputStream file = SimulatedServicesTest.class.getResourceAsStream("standard-services.yaml")) {
            Files.copy(Objects.requireNonNull(file), air);
        }
        List<Profile> profiles = new ArrayList<>();
        ServiceLoader.load(GattProfile.class).forEach(profiles::add);
        profiles.add(new GenericProfile(
                List.of(DeviceId.parse("C2:5A:20:00:00:0A")), new ConnectionPolicy.Poll(Duration.ofMinutes(5))));
        ble = Ravning.open(new RavningOptions(Set.of("sim"), Map.of("sim.file", air.toString())));
        things = Things.open(ble.scanner(), ble.central(), ble.adapters(), profiles, ThingSettings.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        things.close();
        ble.close();
    }

    @ParameterizedTest
    @CsvSource({
        "c25a20000001, weight, 70",
        "c25a20000001, impedance, 800",
        "c25a20000002, systolic, 120",
        "c25a20000003, spo2, 98",
        "c25a20000004, stride_length, 0.85",
        "c25a20000005, cadence, 60",
        "c25a20000005, power, 300",
        "c25a20000006, time, 2025-01-15T14:30:45",
        "c25a20000007, battery, 51",
        "c25a20000009, glucose, 120",
        "c25a2000000a, temperature, 25.06",
        "c25a2000000c, moisture, 40",
        "c25a2000000d, temperature, 36.4",
        "c25a2000000d, measured_at, 2025-12-31T23:59:59",
        "c25a2000000c, battery, 99",
        "c25a20000009, record_access, success",
    })
    void device_heard_tells(String id, String property, String value) {
        Await.until(id + " " + property, () -> value.equals(told(id, property)));
    }

    @Test
    void clock_set_readsBackWhatWasSet() throws Exception {
        await("c25a20000006");

        CommandResult set = submit("c25a20000006", Map.of("time", Value.of("2026-11-22T07:05:00")), Set.of());

        assertThat(set.error()).isNull();
        assertThat(told("c25a20000006", "time")).isEqualTo("2026-11-22T07:05:00");
        assertThat(submit("c25a20000006", Map.of("time", Value.of("noon")), Set.of())
                        .error())
                .extracting(CommandResult.Failure::code)
                .isEqualTo(CommandResult.Code.INVALID_VALUE);
    }

    @Test
    void glucoseMeter_commanded_sendsItsRecords() throws Exception {
        String meter = "c25a20000009";
        Await.until("the last record", () -> "120".equals(told(meter, "glucose")));

        assertThat(submit(meter, Map.of("report_records", Value.of("all")), Set.of())
                        .error())
                .isNull();
        Await.until("another record", () -> "99.1".equals(told(meter, "glucose")));

        CommandResult get = submit(meter, Map.of(), Set.of("glucose"));
        assertThat(get.error()).isNull();
        assertThat(get.values()).containsEntry("glucose", Value.of(120));
    }

    @Test
    void unknownDeviceThatWasAskedFor_isShownAndSet_andNoOther() throws Exception {
        String unknown = "c25a2000000a";
        Await.until("its bytes", () -> "0a0b".equals(told(unknown, "char_ffe1")));

        CommandResult set = submit(unknown, Map.of("char_ffe1", Value.of("0c")), Set.of());

        assertThat(set.error()).isNull();
        assertThat(told(unknown, "char_ffe1")).isEqualTo("0c");
        assertThat(registry().find("c25a2000000b")).isEmpty();
        await("c25a20000006");
        assertThat(registry().find("c25a20000006").orElseThrow().profiles()).doesNotContain("generic");
    }

    @Test
    void keyFinder_alerted_isToldSo() throws Exception {
        await("c25a2000000e");

        assertThat(submit("c25a2000000e", Map.of("alert", Value.of("high_alert")), Set.of())
                        .error())
                .isNull();
    }

    @Test
    void plantSensor_asked_measuresAnew() throws Exception {
        String sensor = "c25a2000000c";
        Await.until("its first values", () -> "40".equals(told(sensor, "moisture")));

        CommandResult get = submit(sensor, Map.of(), Set.of("moisture"));

        assertThat(get.error()).isNull();
        assertThat(get.values()).isEqualTo(Map.of("moisture", Value.of(40)));
    }

    @Test
    void serialLine_sent_answersWithAnEvent() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        ThingListener listener = new ThingListener() {
            @Override
            public void onEvent(Thing thing, Event event, Instant at) {
                if (event.type().equals("text")
                        && Value.of("hello").equals(event.attributes().get("text"))) {
                    answered.countDown();
                }
            }
        };
        try (Subscription news = things.registry().listen(listener)) {
            await("c25a20000008");

            assertThat(submit("c25a20000008", Map.of("send", Value.of("hello")), Set.of())
                            .error())
                    .isNull();

            Await.latch("the echo", answered);
            assertThat(news.isActive()).isTrue();
        }
    }

    private void await(String id) {
        Await.until(
                id,
                () -> registry().find(id).filter(t -> !t.properties().isEmpty()).isPresent());
    }

    private CommandResult submit(String id, Map<String, Value> set, Set<String> get) throws Exception {
        return Await.result(registry().submit(new Command(id, set, get, Duration.ofSeconds(8))));
    }

    private String told(String id, String property) {
        return registry()
                .find(id)
                .flatMap(thing -> registry().state(thing.id()))
                .map(state -> state.values().get(property))
                .map(told -> String.valueOf(told.value()))
                .orElse(null);
    }

    private ThingRegistry registry() {
        return things.registry();
    }
}
