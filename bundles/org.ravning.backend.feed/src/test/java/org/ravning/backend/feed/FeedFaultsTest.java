// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ravning.api.BackendStatus;
import org.ravning.api.BleUnavailableException;
import org.ravning.api.health.Health;
import org.ravning.spi.BackendEvents;
import org.ravning.spi.Radio;
import org.ravning.testkit.Await;
import org.ravning.testkit.mqtt.RawBroker;

/** Settings that cannot be used. */
class FeedFaultsTest {
    @ParameterizedTest
    @CsvSource({
        "silenceSeconds, x, silenceSeconds=x is not a whole number",
        "maxAgeSeconds, -1, maxAgeSeconds=-1 is not within 0 to 86400",
        "maxGateways, 257, maxGateways=257 is not within 1 to 256",
        "maxPerSecond, 1e3, maxPerSecond=1e3 is not a whole number"
    })
    void badNumber_isNamed(String key, String value, String fault) {
        assertThatThrownBy(() ->
                        FeedSettings.of(WrittenFeedSettings.config(Map.of(key, value)), name -> null, name -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(fault);
    }

    @Test
    void faultBesideABackendThatRuns_isTold() {
        FeedBackend backend = new FeedBackend(settings("sources", "theengs"), () -> null, Clock.systemUTC());

        assertThat(new FeedHealth(backend, "x=y is wrong").health().summary()).endsWith("; x=y is wrong");
        assertThat(new FeedHealth(null, "x=y is wrong").health())
                .isEqualTo(new Health(Health.Level.ERROR, "off: x=y is wrong", Map.of()));
    }

    @Test
    void passwordFileThatAppears_isReadWithTheNextConnection(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("secret");
        try (RawBroker broker = new RawBroker(false)) {
            FeedBackend backend = new FeedBackend(
                    settings(
                            "sources",
                            "theengs",
                            "url",
                            broker.uri().toString(),
                            "user",
                            "u",
                            "passwordFile",
                            file.toString()),
                    () -> null,
                    Clock.systemUTC());
            backend.start(new Ignorant());
            try {
                Await.until("no file", () -> backend.health().level() == Health.Level.ERROR);
                assertThat(backend.health().summary()).contains("passwordFile " + file + " is not there");
                Files.writeString(file, "secret");
                Await.until("connection", () -> backend.health().level() == Health.Level.OK);
            } finally {
                backend.stop();
            }
        }
    }

    private static FeedSettings settings(Object... pairs) {
        return FeedSettings.of(FeedBackendTest.config(pairs), name -> null, name -> null);
    }

    /** A core that does nothing. */
    private static final class Ignorant implements BackendEvents {
        @Override
        public void radioAdded(Radio radio) {
            throw new AssertionError("no frame was sent");
        }

        @Override
        public void radioChanged(Radio radio) {
            throw new AssertionError("radios do not change");
        }

        @Override
        public void radioRemoved(Radio radio, BleUnavailableException cause) {
            throw new AssertionError("there was none");
        }

        @Override
        public void status(BackendStatus status) {
            // the health says the same
        }
    }
}
