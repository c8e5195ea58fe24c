// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.api.health.Health;
import org.ravning.profile.api.Property;
import org.ravning.profile.api.Thing;
import org.ravning.profile.api.Value;
import org.ravning.testkit.Await;

/** What a Mosquitto demands: certificates, logins, access lists; and that it comes and goes. */
@Tag("mosquitto")
class MosquittoTest {
    private static final Thing THING =
            FakeThings.thing("C4:7C:8D:6A:10:22", "counter", Property.number("count", "Count", null, null));

    @TempDir
    private static Path keys;

    private static Certificates certificates;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() throws Exception {
        certificates = new Certificates(keys);
    }

    private Mosquitto overTls(String... more) throws IOException {
        String[] settings = new String[more.length + 4];
        settings[0] = "allow_anonymous true";
        settings[1] = "cafile " + certificates.pem("ca");
        settings[2] = "certfile " + certificates.pem("server");
        settings[3] = "keyfile " + certificates.key("server");
        System.arraycopy(more, 0, settings, 4, more.length);
        return Mosquitto.start(folder, settings);
    }

    private static void awaitLevel(Rig rig, Health.Level level) {
        Await.until(
                level + ", but: " + rig.bridge.health(),
                () -> rig.bridge.health().level() == level);
    }

    @Test
    void authorityInTheTrustStore_connects() throws Exception {
        try (Mosquitto broker = overTls();
                Rig rig = Rig.start(
                        broker.tls(),
                        "trustStore",
                        certificates.store("trust"),
                        "trustStorePassword",
                        Certificates.PASSWORD)) {
            awaitLevel(rig, Health.Level.OK);
        }
    }

    @Test
    void unknownAuthority_isRefused_andSaysWhatToDo() throws Exception {
        try (Mosquitto broker = overTls();
                Rig rig = Rig.start(broker.tls())) {
            awaitLevel(rig, Health.Level.ERROR);
            assertThat(rig.bridge.health().summary())
                    .startsWith("broker at " + broker.tls() + ": TLS failed: ")
                    .endsWith("; put its authority into a key store and name it as trustStore");
        }
    }

    @Test
    void wantedClientCertificate_isSent() throws Exception {
        try (Mosquitto broker = overTls("require_certificate true");
                Rig rig = Rig.start(
                        broker.tls(),
                        "trustStore",
                        certificates.store("trust"),
                        "trustStorePassword",
                        Certificates.PASSWORD,
                        "keyStore",
                        certificates.store("client"),
                        "keyStorePassword",
                        Certificates.PASSWORD)) {
            awaitLevel(rig, Health.Level.OK);
        }
    }

    @Test
    void missingClientCertificate_isAnError() throws Exception {
        try (Mosquitto broker = overTls("require_certificate true");
                Rig rig = Rig.start(
                        broker.tls(),
                        "trustStore",
                        certificates.store("trust"),
                        "trustStorePassword",
                        Certificates.PASSWORD)) {
            awaitLevel(rig, Health.Level.ERROR);
            assertThat(rig.bridge.health().summary()).startsWith("broker at " + broker.tls());
        }
    }

    @Test
    void nobodyWithoutLogin_saysWrongUserOrPassword() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous false");
                Rig rig = Rig.start(broker.plain(), "user", "harald", "password", "wrong")) {
            awaitLevel(rig, Health.Level.ERROR);
            assertThat(rig.bridge.health().summary())
                    .isEqualTo("broker at " + broker.plain() + " refused: wrong user or password");
        }
    }

    @Test
    void accessListThatForbids_isTold() throws Exception {
        Path list = Files.writeString(folder.resolve("acl"), "topic readwrite other/#\n");
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true", "acl_file " + list);
                Rig rig = Rig.start(broker.plain(), "mqttVersion", "3.1.1")) {
            awaitLevel(rig, Health.Level.OK);
            awaitLevel(rig, Health.Level.WARN);
            assertThat(rig.bridge.health().summary())
                    .isEqualTo("broker at " + broker.plain() + " does not pass on what we publish to"
                            + " ravning/bridge/state: its access list must let anybody read and write there");
        }
    }

    @Test
    void accessListThatForbids_mqtt5_saysWhat() throws Exception {
        Path list = Files.writeString(folder.resolve("acl"), "topic readwrite other/#\n");
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true", "acl_file " + list);
                Rig rig = Rig.start(broker.plain(), "mqttVersion", "5", "homeAssistant", false)) {
            Await.until("refusal", () -> rig.bridge.health().summary().startsWith("the broker does not"));
            assertThat(rig.bridge.health().summary())
                    .matches(
                            "the broker does not let us publish to ravning/bridge/\\w+: not authorized by its access list");
            assertThat(rig.bridge.health().counters().get("refused_messages")).isPositive();
        }
    }

    @Test
    void killedUnderLoad_andStartedAgain_hasTheNewestOfEverything() throws Exception {
        try (Mosquitto broker = Mosquitto.start(folder, "allow_anonymous true");
                Rig rig = Rig.start(broker.plain())) {
            rig.things.add(THING);
            awaitLevel(rig, Health.Level.OK);
            for (int i = 1; i <= 2_000; i++) {
                rig.things.state(THING, Map.of("count", Value.of(i)));
                if (i == 1_000) {
                    broker.kill();
                }
            }
            awaitLevel(rig, Health.Level.ERROR);
            broker.startAgain();

            Await.until("connection", () -> rig.bridge.health().level() == Health.Level.OK);
            try (TestClient client = new TestClient(broker.plain())) {
                Await.until(
                        "newest state", () -> client.newest("ravning/counter").contains("\"count\":2000"));
                client.awaitPayload("ravning/bridge/state", "{\"state\":\"online\"}");
            }
        }
    }
}
