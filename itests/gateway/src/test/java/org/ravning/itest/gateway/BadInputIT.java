// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ravning.testkit.Await;

/** A running gateway, and clients that mean it harm or do not know better. */
@Timeout(300)
class BadInputIT {
    private static final String SWITCH = "ravning/switch-000006";
    private static final String WEATHER = "ravning/environmental-sensor-000007";
    private static final Duration SERVED_WITHIN = Await.slow(Duration.ofSeconds(60));
    private static final long MOST_MEMORY_MB = 400;
    private static final Pattern NUMBER = Pattern.compile("\"([a-z_]+)\":(\\d+)");

    @TempDir
    Path folder;

    private Running gateway;
    private String url;
    private MqttAsyncClient client;
    private final List<String> answers = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("org.ravning.broker.cfg"), "port = 0\n");
        Files.writeString(config.resolve("org.ravning.mqtt.cfg"), "gattAccess = all\n");
        gateway = Program.shipped(folder)
                .start(
                        "run",
                        "--simulate",
                        "--config",
                        config.toString(),
                        "--data",
                        folder.resolve("data").toString());
        url = gateway.line("mqtt +connected .*(tcp://127\\.0\\.0\\.1:\\d+)").group(1);
        gateway.line("switch-000006 ");
        gateway.line("environmental-sensor-000007 ");
        client = connect("stranger");
        for (String filter :
                List.of("ravning/+/response", "ravning/bridge/response/+", "ravning/gatt/+/+/+/response")) {
            client.subscribe(
                            filter,
                            1,
                            (topic, message) ->
                                    answers.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8)))
                    .waitForCompletion();
        }
    }

    @AfterEach
    void end() throws Exception {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
        Running.End end = gateway.end();
        gateway.close();
        assertThat(end.err()).doesNotContain("\tat ").doesNotContain("OutOfMemory");
    }

    private MqttAsyncClient connect(String id) throws MqttException {
        MqttAsyncClient made = new MqttAsyncClient(url, id, new MemoryPersistence());
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(60_000);
        made.connect(options).waitForCompletion();
        return made;
    }

    private void send(String topic, byte[] payload) throws MqttException {
        client.publish(topic, payload, 1, false);
    }

    private void send(String topic, String payload) throws MqttException {
        send(topic, payload.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String begin, int... more) {
        byte[] text = begin.getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(text, text.length + more.length);
        for (int i = 0; i < more.length; i++) {
            all[text.length + i] = (byte) more[i];
        }
        return all;
    }

    private static Map<String, byte[]> badPayloads() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("huge", bytes("{\"switch_1\":\"" + "x".repeat(200_000) + "\"}"));
        all.put("deep", bytes("{\"switch_1\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"));
        all.put("no UTF-8", bytes("{\"switch_1\":", 0xC3, 0x28, '}'));
        all.put("no JSON", bytes("switch it on!"));
        all.put("half", bytes("{\"switch_1\":tr"));
        all.put("an array", bytes("[true]"));
        all.put("a word", bytes("\"on\""));
        all.put("wrong type", bytes("{\"switch_1\":{\"on\":true}}"));
        all.put("unknown property", bytes("{\"warp_drive\":true}"));
        all.put("a key twice", bytes("{\"switch_1\":true,\"switch_1\":false}"));
        all.put("NaN", bytes("{\"switch_1\":NaN}"));
        all.put("a number", bytes("{\"switch_1\":1e309}"));
        all.put("a long number", bytes("{\"switch_1\":1" + "0".repeat(10_000) + "}"));
        all.put("bad transaction", bytes("{\"transaction\":{},\"values\":{\"switch_1\":true}}"));
        all.put("bad deadline", bytes("{\"transaction\":\"t\",\"deadline_ms\":-1,\"values\":{\"switch_1\":true}}"));
        all.put("nothing", bytes("{}"));
        return all;
    }

    @Test
    void badPayloads_areEachAnsweredWithAnError_andTheGatewayGoesOn() throws Exception {
        int sent = 0;
        for (Map.Entry<String, byte[]> bad : badPayloads().entrySet()) {
            send(SWITCH + "/set", bad.getValue());
            int wanted = ++sent;
            Await.until("an answer to " + bad.getKey(), SERVED_WITHIN, () -> answers.size() >= wanted);
            assertThat(answers.get(wanted - 1))
                    .as(bad.getKey())
                    .startsWith(SWITCH + "/response ")
                    .contains("\"status\":\"error\"")
                    .containsPattern("\"code\":\"(invalid_payload|unknown_property|invalid_value)\"");
        }
        assertThat(answers).hasSize(sent);
        assertServed();
    }

    @Test
    void badTopicsAndRequests_areAnsweredOrCounted_andTheGatewayGoesOn() throws Exception {
        for (String topic : List.of(
                "ravning/nobody/set",
                "ravning//set",
                "ravning/ /get",
                "ravning/" + "x".repeat(5000) + "/set",
                "ravning/bridge/request/",
                "ravning/bridge/request/dance",
                "ravning/bridge/set",
                "ravning/gatt////set",
                "ravning/gatt/c25a10000006/1815/nonsense/get",
                "ravning/gatt/no/1815/2a56/set",
                "ravning/gatt/c25a10000006/1815/2a56/set",
                "ravning/bridge/request/scan",
                "ravning/bridge/request/session",
                "ravning/bridge/request/rename",
                "ravning/bridge/request/pair")) {
            for (byte[] bad : badPayloads().values()) {
                send(topic, bad);
            }
        }
        wildcardTopic();
        assertServed();
        assertThat(answers).noneMatch(answer -> answer.contains("\tat ") || answer.contains("Exception"));
        assertThat(answers).noneMatch(answer -> answer.contains("\"status\":\"ok\"") && !answer.startsWith(WEATHER));
    }

    /** No client library sends a topic with a wildcard; so a CONNECT and a PUBLISH by hand. */
    private void wildcardTopic() throws IOException {
        URI broker = URI.create(url);
        try (Socket socket = new Socket(InetAddress.getByName(broker.getHost()), broker.getPort())) {
            socket.setSoTimeout((int) Await.limit().toMillis());
            HexFormat hex = HexFormat.of();
            socket.getOutputStream().write(hex.parseHex("100e00044d5154540402003c00027879"));
            assertThat(socket.getInputStream().readNBytes(4)).hasSize(4);
            socket.getOutputStream().write(hex.parseHex("3013000d7261766e696e672f2b2f7365747b7d7d7d"));
            socket.getOutputStream().flush();
        }
    }

    @Test
    void floodOfCommandsAndRequests_isBounded_andOthersAreServedMeanwhile() throws Exception {
        MqttAsyncClient second = connect("flood");
        try {
            Thread flood = new Thread(() -> flood(second), "flood");
            flood.start();
            Duration slowest = Duration.ZERO;
            int served = 0;
            while (flood.isAlive() || served < 5) {
                Duration took = assertServed();
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                served++;
            }
            flood.join();
            assertThat(served).isGreaterThanOrEqualTo(5);
            AtomicReference<Map<String, Long>> latest = new AtomicReference<>(Map.of());
            Await.until("requests to be answered again", SERVED_WITHIN, () -> {
                latest.set(counters());
                return !latest.get().isEmpty();
            });
            Map<String, Long> counters = latest.get();
            // the embedded broker keeps some thousand messages for a slow subscriber, and drops the rest itself
            assertThat(counters.get("unanswered")).as("counted: %s", counters).isGreaterThan(500);
            assertThat(memoryMegabytes()).isLessThan(MOST_MEMORY_MB);
            System.Logger log = System.getLogger(BadInputIT.class.getName());
            log.log(System.Logger.Level.INFO, "served {0} times, slowest {1}, counters {2}", served, slowest, counters);
        } finally {
            second.disconnectForcibly(100, 100, false);
            second.close(true);
        }
    }

    private static void flood(MqttAsyncClient by) {
        try {
            for (int i = 0; i < 10_000; i++) {
                by.publish(
                        SWITCH + "/set",
                        ("{\"switch_1\":" + (i % 2 == 0) + "}").getBytes(StandardCharsets.UTF_8),
                        1,
                        false);
                by.publish("ravning/bridge/request/health", new byte[0], 1, false);
            }
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    private int asked;

    /** Reads the weather station, and returns how long that took. */
    private Duration assertServed() throws Exception {
        String begin = WEATHER + "/response {\"transaction\":\"w" + ++asked + "\"";
        long start = System.nanoTime();
        send(WEATHER + "/get", "{\"transaction\":\"w" + asked + "\",\"values\":[\"temperature\"]}");
        Await.until(
                "the answer " + begin,
                SERVED_WITHIN,
                () -> answers.stream().anyMatch(answer -> answer.startsWith(begin)));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        String answer = answers.stream()
                .filter(each -> each.startsWith(begin))
                .findFirst()
                .orElseThrow();
        assertThat(answer).contains("\"status\":\"ok\"");
        assertThat(took).isLessThan(SERVED_WITHIN);
        return took;
    }

    /** Returns the bridge's counters, none if there was no answer because of too many other requests. */
    private Map<String, Long> counters() {
        String begin = "ravning/bridge/response/health {\"transaction\":\"h" + ++asked + "\"";
        try {
            send("ravning/bridge/request/health", "{\"transaction\":\"h" + asked + "\"}");
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
        Map<String, Long> counters = new LinkedHashMap<>();
        long end = System.nanoTime() + Await.slow(Duration.ofSeconds(2)).toNanos();
        while (counters.isEmpty() && System.nanoTime() < end) {
            answers.stream()
                    .filter(answer -> answer.startsWith(begin))
                    .findFirst()
                    .ifPresent(answer -> {
                        Matcher number = NUMBER.matcher(answer.substring(answer.indexOf("\"mqtt\"")));
                        while (number.find()) {
                            counters.putIfAbsent(number.group(1), Long.parseLong(number.group(2)));
                        }
                    });
            Thread.onSpinWait();
        }
        return counters;
    }

    /** The highest resident memory so far; this test runs on Linux only, as the program's signals do. */
    private long memoryMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(gateway.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }
}
