// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.DeviceId;
import org.ravning.api.health.Health;
import org.ravning.profile.api.Candidate;
import org.ravning.profile.api.KeyKind;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingId;
import org.ravning.profile.api.ThingOptions;
import org.ravning.testkit.Await;

class ThingRequestsTest {
    private static TestBroker broker;
    private final Notebook notebook = new Notebook();
    private TestClient client;
    private Rig rig;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = TestBroker.start();
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void start() throws Exception {
        client = new TestClient(broker.uri());
        rig = Rig.start(broker.uri());
        rig.bridge.setAdministration(notebook);
        Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
    }

    @AfterEach
    void end() throws Exception {
        rig.close();
        client.close();
    }

    private JsonObject request(String verb, String payload) throws Exception {
        client.send("ravning/bridge/request/" + verb, payload);
        return client.await("ravning/bridge/response/" + verb).json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rename | {\"thing\":\"lamp\",\"to\":\"kitchen\"} | rename lamp kitchen | {\"thing\":\"kitchen\"}",
                "remove | {\"thing\":\"lamp\"} | remove lamp false | {}",
                "remove | {\"thing\":\"lamp\",\"block\":true} | remove lamp true | {}",
                "permit | {\"seconds\":60} | permit PT1M | {\"waiting\":[\"C4:7C:8D:6A:10:22\"]}",
                "permit | {\"device\":\"c47c8d6a1022\"} | permit C4:7C:8D:6A:10:22 | {\"waiting\":[\"C4:7C:8D:6A:10:22\"]}",
                "permit | {\"device\":\"ibeacon-0a-1-2\"} | permit ibeacon-0a-1-2 | {\"waiting\":[\"C4:7C:8D:6A:10:22\"]}",
                "key | {\"device\":\"lamp\",\"key\":\"231d39c1d7cc1ab1aee224cd096db932\"} | key lamp BIND 32 | {}",
                "key | {\"device\":\"phone\",\"kind\":\"irk\",\"key\":null} | key phone IRK none | {}",
                "reload | {} | reload | {}",
                "backup | {} | backup | {\"things\":\"lamp\"}",
                "options | {\"thing\":\"lamp\"} | options lamp | "
                        + "{\"minimum_seconds\":0,\"maximum_seconds\":0,\"dead_band\":{},\"optimistic\":false,\"model\":null}",
                "options | {\"thing\":\"lamp\",\"minimum_seconds\":5,\"maximum_seconds\":60,\"dead_band\":{\"t\":0.5}} | "
                        + "set lamp PT5S PT1M {t=0.5} | "
                        + "{\"minimum_seconds\":5,\"maximum_seconds\":60,\"dead_band\":{\"t\":0.5},\"optimistic\":false,"
                        + "\"model\":null}",
                "options | {\"thing\":\"lamp\",\"optimistic\":true,\"model\":\"Meter Pro\"} | set lamp PT0S PT0S {} | "
                        + "{\"minimum_seconds\":0,\"maximum_seconds\":0,\"dead_band\":{},\"optimistic\":true,"
                        + "\"model\":\"Meter Pro\"}",
            })
    void request_isPassedOn_andAnswered(String verb, String payload, String call, String result) throws Exception {
        JsonObject response = request(verb, payload);

        assertThat(response.get("status").getAsString()).isEqualTo("ok");
        assertThat(response.get("result")).hasToString(result);
        assertThat(notebook.calls).contains(call);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rename | {\"thing\":\"toaster\",\"to\":\"x\"} | unknown_device | there is no toaster",
                "remove | {\"thing\":\"toaster\"} | unknown_device | there is no toaster",
                "options | {\"thing\":\"toaster\"} | unknown_device | there is no toaster",
                "rename | {\"thing\":\"lamp\",\"to\":\"taken\"} | refused | another thing has the name taken",
                "options | {\"thing\":\"lamp\",\"dead_band\":{\"t\\nx.name\":1}} | refused | a dead band is that of a property",
                "rename | {\"thing\":\"lamp\"} | invalid_payload | to is missing; it is a text",
                "remove | {\"thing\":\"lamp\",\"block\":1} | invalid_payload | block is true or false",
                "permit | {\"seconds\":-1} | invalid_payload | seconds is a whole number, 0 to 3600",
                "permit | {\"device\":\"lamp\"} | refused | ",
                "key | {\"device\":\"lamp\"} | invalid_payload | key is missing; it is a text, or null",
                "key | {\"device\":\"lamp\",\"key\":\"\",\"kind\":\"door\"} | invalid_payload | kind is bind, irk or passkey",
                "options | {\"thing\":\"lamp\",\"dead_band\":{\"t\":\"x\"}} | invalid_payload | dead_band is an object of numbers",
                "options | {\"thing\":\"lamp\",\"dead_band\":{\"t\":0}} | refused | the dead band of t is a number above zero",
                "options | {\"thing\":\"lamp\",\"model\":\"a\\u0007b\"} | refused | a model is a text of 1 to 64 characters",
                "options | {\"thing\":\"lamp\",\"optimistic\":\"yes\"} | invalid_payload | optimistic is true or false",
                "options | {\"thing\":\"lamp\",\"minimum_seconds\":9,\"maximum_seconds\":5} | refused | the maximum interval",
            })
    void badRequest_isRefused_withCodeAndOneLine(String verb, String payload, String code, String message)
            throws Exception {
        JsonObject error = request(verb, payload).getAsJsonObject("error");

        assertThat(error.get("code").getAsString()).isEqualTo(code);
        assertThat(error.get("message").getAsString()).startsWith(message == null ? "" : message);
    }

    @Test
    void options_notNamed_stayAsTheyAre_andNullTakesBack() throws Exception {
        notebook.setOptions(
                "lamp",
                ThingOptions.NONE
                        .withIntervals(Duration.ofSeconds(5), Duration.ZERO)
                        .withModel("Meter"));

        JsonObject result = request("options", "{\"thing\":\"lamp\",\"dead_band\":{\"t\":1},\"model\":null}")
                .getAsJsonObject("result");

        assertThat(result)
                .hasToString("{\"minimum_seconds\":5,\"maximum_seconds\":0,\"dead_band\":{\"t\":1},"
                        + "\"optimistic\":false,\"model\":null}");
    }

    @Test
    void thoseWhoWait_areTold_withReasonAndAdvice() {
        assertThat(client.await("ravning/bridge/waiting").payload())
                .contains(
                        "{\"id\":\"c47c8d6a1022\",\"device\":\"C4:7C:8D:6A:10:22\",\"profile\":\"bthome\",\"model\":\"BTHome\","
                                + "\"reason\":\"permit\",\"advice\":\"it waits to be permitted\",\"since\":\"1970-01-01T00:00:00Z\"}",
                        "\"reason\":\"key_missing\",\"key\":\"missing\",\"advice\":\"it is encrypted and has no key here");
    }

    @Test
    void nobodyKeepsThings_isSaid() throws Exception {
        rig.bridge.unsetAdministration(notebook);

        assertThat(request("reload", "").getAsJsonObject("error").get("code").getAsString())
                .isEqualTo("shutting_down");
    }

    /** Writes down what is asked. */
    private static final class Notebook implements ThingAdministration {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private ThingOptions options = ThingOptions.NONE;

        @Override
        public synchronized void rename(String nameOrId, String newName) {
            if (newName.equals("taken")) {
                throw new IllegalArgumentException("another thing has the name taken");
            }
            calls.add("rename " + nameOrId + " " + newName);
        }

        @Override
        public synchronized void remove(String nameOrId, boolean block) {
            calls.add("remove " + nameOrId + " " + block);
        }

        @Override
        public synchronized ThingOptions options(String nameOrId) {
            if (nameOrId.equals("toaster")) {
                throw new IllegalArgumentException("there is no toaster");
            }
            calls.add("options " + nameOrId);
            return options;
        }

        @Override
        public synchronized void setOptions(String nameOrId, ThingOptions now) {
            calls.add("set " + nameOrId + " " + now.minimumInterval() + " " + now.maximumInterval() + " "
                    + now.deadBands());
            options = now;
        }

        @Override
        public synchronized void permit(Duration time) {
            calls.add("permit " + time);
        }

        @Override
        public synchronized void permit(DeviceId device) {
            calls.add("permit " + device.text());
        }

        @Override
        public synchronized void permit(ThingId device) {
            calls.add("permit " + device);
        }

        @Override
        public synchronized List<Candidate> candidates() {
            DeviceId device = DeviceId.parse("C4:7C:8D:6A:10:22");
            ThingId id = new ThingId(device.compact());
            Candidate waits = new Candidate(id, device, "bthome", "BTHome", Candidate.Reason.PERMIT, Instant.EPOCH);
            return List.of(
                    waits, new Candidate(id, device, "bthome", "<b>", Candidate.Reason.KEY_MISSING, Instant.EPOCH));
        }

        @Override
        public synchronized void setKey(String owner, KeyKind kind, @Nullable String secret) {
            calls.add("key " + owner + " " + kind + " " + (secret == null ? "none" : secret.length()));
        }

        @Override
        public synchronized void reload() {
            calls.add("reload");
        }

        @Override
        public synchronized Optional<String> backup() {
            calls.add("backup");
            return Optional.of("lamp");
        }
    }
}
