// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.testkit.Await;
import org.ravning.testkit.mqtt.HeardMessage;
import org.ravning.testkit.mqtt.HomeAssistantRules;
import org.ravning.testkit.mqtt.Homie4Rules;
import org.ravning.testkit.mqtt.Homie5Rules;

/**
 * What Home Assistant and controllers of Homie find on the broker when the shipped gateway shows all things of the shipped
 * simulated air, held to their documents.
 */
@Timeout(180)
class ConsumersIT {
    private static final int THINGS = 6;

    @TempDir
    Path folder;

    @Test
    void allThingsOfTheSimulatedAir_keepTheRulesOfHomeAssistantAndHomie() throws Exception {
        Program program = Program.shipped(folder);
        Path broker = settings("broker", "broker", "port = 0");
        settings("broker", "mqtt", "baseTopic = other", "homeAssistant = false");
        try (Running hosts = run(program, broker)) {
            String url =
                    hosts.line("mqtt +connected .*(tcp://127\\.0\\.0\\.1:\\d+)").group(1);
            Path shows = settings("shows", "mqtt", "url = " + url, "clientId = shows", "homie = 4, 5");
            try (Ear ear = new Ear(url);
                    Running gateway = run(program, shows, "--simulate")) {
                Await.until("all things are shown everywhere", Await.slow(Duration.ofSeconds(60)), () -> {
                    return ear.count("ravning/[^/]+/availability", "online") == THINGS
                            && ear.count("homie/[^/]+/\\$state", "ready") == THINGS
                            && ear.count("homie/5/[^/]+/\\$state", "ready") == THINGS + 1
                            && ear.announcedIn("homeassistant/.*/config") == THINGS;
                });
                Map<String, String> kept = kept(url);

                assertThat(HomeAssistantRules.problems("homeassistant", kept)).isEmpty();
                assertThat(Homie4Rules.problems("homie", ear.live("homie/(?!5/).*"), without(kept, "homie/5/")))
                        .isEmpty();
                assertThat(Homie5Rules.problems("homie/5", ear.live("homie/5/.*"), kept))
                        .isEmpty();
                assertThat(gateway.end().err()).doesNotContain("\tat ");
                Await.until("all say good-bye", () -> ear.count("homie/[^/]+/\\$state", "disconnected") == THINGS);
            }
        }
    }

    private static Map<String, String> without(Map<String, String> kept, String prefix) {
        Map<String, String> rest = new TreeMap<>(kept);
        rest.keySet().removeIf(topic -> topic.startsWith(prefix));
        return rest;
    }

    private Path settings(String config, String part, String... lines) throws IOException {
        Path in = Files.createDirectories(folder.resolve(config));
        Files.write(in.resolve("org.ravning." + part + ".cfg"), List.of(lines));
        return in;
    }

    private Running run(Program program, Path config, String... more) throws IOException {
        Path data = folder.resolve(config.getFileName() + "-data");
        return program.start(Stream.concat(
                        Stream.of("run", "--config", config.toString(), "--data", data.toString()), Stream.of(more))
                .toArray(String[]::new));
    }

    /** Returns what the broker keeps: what one who comes now is told. */
    private static Map<String, String> kept(String url) throws MqttException {
        try (Ear late = new Ear(url)) {
            late.say("told");
            Await.until("it has told all", () -> late.count("told", "now") == 1);
            return late.heard.stream()
                    .filter(HeardMessage::retained)
                    .collect(Collectors.toMap(HeardMessage::topic, HeardMessage::payload, (a, b) -> b, TreeMap::new));
        }
    }

    /** Hears everything. */
    private static final class Ear implements AutoCloseable {
        private final List<HeardMessage> heard = new CopyOnWriteArrayList<>();
        private final MqttClient client;

        Ear(String url) throws MqttException {
            client = new MqttClient(url, MqttClient.generateClientId(), new MemoryPersistence());
            client.connect();
            client.subscribe("#", 1, (topic, message) -> {
                String text = new String(message.getPayload(), StandardCharsets.UTF_8);
                heard.add(new HeardMessage(topic, text, message.getQos(), message.isRetained()));
            });
        }

        void say(String topic) throws MqttException {
            client.publish(topic, "now".getBytes(StandardCharsets.UTF_8), 1, false);
        }

        /** Returns on how many topics that match this came last. */
        long count(String topics, String payload) {
            return newest(topics).values().stream().filter(payload::equals).count();
        }

        /** Returns how many things configurations there speak of. */
        long announcedIn(String topics) {
            Set<String> things = newest("ravning/[^/]+").keySet();
            Map<String, String> configurations = newest(topics);
            return things.stream()
                    .filter(thing ->
                            configurations.values().stream().anyMatch(payload -> payload.contains('"' + thing + '"')))
                    .count();
        }

        private Map<String, String> newest(String topics) {
            return heard.stream()
                    .filter(message -> message.topic().matches(topics))
                    .collect(Collectors.toMap(HeardMessage::topic, HeardMessage::payload, (a, b) -> b, TreeMap::new));
        }

        List<HeardMessage> live(String topics) {
            return heard.stream()
                    .filter(message -> !message.retained() && message.topic().matches(topics))
                    .toList();
        }

        @Override
        public void close() throws MqttException {
            client.disconnectForcibly(100, 100, false);
            client.close(true);
        }
    }
}
