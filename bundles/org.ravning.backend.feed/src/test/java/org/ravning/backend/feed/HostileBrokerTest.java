// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.health.Health;
import org.ravning.spi.BackendEvents;
import org.ravning.spi.Radio;
import org.ravning.testkit.Await;
import org.ravning.testkit.mqtt.RawBroker;

/** What a broker may send that the client's receiver would die of. */
class HostileBrokerTest {
    private static final byte[] THEENGS = "home/attic/BTtoMQTT/x".getBytes(StandardCharsets.UTF_8);
    private static final String FRAME = "{\"id\":\"AA:BB:CC:DD:EE:01\",\"manufacturerdata\":\"ffff00\"}";

    private final List<Radio> radios = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "beyond the BMP, 686F6D652FF09F9880",
        "a control character, 686F6D652F01",
        "no character, 686F6D652FEFBFBE",
        "not UTF-8, 686F6D652FFF",
        "a wildcard, 686F6D652F2B",
        "nothing, ''"
    })
    void badTopic_isCounted_andTheNextFrameIsHeard(String what, String topic) throws Exception {
        try (RawBroker broker = new RawBroker(false)) {
            FeedBackend backend = start(broker);
            try {
                broker.publish(HexFormat.of().parseHex(topic), 7, FRAME);
                broker.publish(THEENGS, 0, FRAME);

                Await.until("frame", () -> !radios.isEmpty());
                assertThat(backend.health().counters()).containsEntry("malformed", 1L);
                assertThat(broker.received().poll(10, TimeUnit.SECONDS)).startsWith(0x40, 0, 7);
                assertThat(backend.health().level()).isEqualTo(Health.Level.OK);
            } finally {
                backend.stop();
            }
        }
    }

    @Test
    void whatIsNoMqtt_isToldAtOnce() throws Exception {
        try (RawBroker broker = new RawBroker(false)) {
            FeedBackend backend = start(broker);
            try {
                broker.send((byte) 0x30, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);

                Await.until("loss", () -> backend.health().level() == Health.Level.ERROR);
                assertThat(backend.health().summary()).contains("it sends what is not MQTT");
            } finally {
                backend.stop();
            }
        }
    }

    private FeedBackend start(RawBroker broker) {
        FeedSettings settings = FeedSettings.of(
                FeedBackendTest.config("sources", "theengs", "url", broker.uri().toString()),
                name -> null,
                name -> null);
        FeedBackend backend = new FeedBackend(settings, () -> null, Clock.systemUTC());
        backend.start(new Events());
        Await.until("connection", () -> backend.health().level() == Health.Level.OK);
        return backend;
    }

    /** What core would be told. */
    private final class Events implements BackendEvents {
        @Override
        public void radioAdded(Radio radio) {
            radios.add(radio);
        }

        @Override
        public void radioChanged(Radio radio) {
            throw new AssertionError("radios do not change");
        }

        @Override
        public void radioRemoved(Radio radio, BleUnavailableException cause) {
            radios.remove(radio);
        }

        @Override
        public void status(BackendStatus status) {
            // the health says the same
        }
    }
}
