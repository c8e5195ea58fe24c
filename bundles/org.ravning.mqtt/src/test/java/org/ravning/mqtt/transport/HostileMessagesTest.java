// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ravning.api.Bytes;
import org.ravning.testkit.Await;
import org.ravning.testkit.mqtt.RawBroker;

/** What a broker may send that Paho's receiver would die of, in both protocol versions. */
class HostileMessagesTest {
    private static final Message WILL = new Message("state", Bytes.ofUtf8("offline"), 1, true);
    private static final byte[] GOOD = "ravning/set".getBytes(UTF_8);

    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> dropped = new LinkedBlockingQueue<>();
    private final CompletableFuture<ConnectFailure> lost = new CompletableFuture<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private volatile Consumer<Message> handler = heard::add;
    private volatile Consumer<String> onDrop = dropped::add;
    private MqttTransport transport;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    /** Topics in hexadecimal, by what is wrong with them. */
    private static final Map<String, String> TOPICS = Map.of(
            "beyond the BMP", hex("ravning/\uD83D\uDE00/set"),
            "a control character", hex("ravning/\u0001/set"),
            "U+0000", hex("ravning/\u0000/set"),
            "no character", hex("ravning/\uFFFE/set"),
            "half a surrogate pair", "7261EDA080",
            "not UTF-8", "7261FF2F73",
            "a wildcard", hex("ravning/+/set"),
            "all topics", hex("#"),
            "nothing", "");

    static Stream<Arguments> topics() {
        return TOPICS.entrySet().stream()
                .flatMap(topic -> Stream.of("3.1.1", "5")
                        .flatMap(version -> Stream.of(0, 1)
                                .map(qos -> Arguments.of(version, qos, topic.getKey(), topic.getValue()))));
    }

    @ParameterizedTest(name = "MQTT {0}, QoS {1}: {2}")
    @MethodSource("topics")
    void badTopic_isDropped_andAnswered_nextIsHeard(String version, int qos, String what, String topic)
            throws Exception {
        RawBroker broker = connect(version);

        broker.publish(HexFormat.of().parseHex(topic), qos * 7, "bad");
        broker.publish(GOOD, 0, "good");

        Message next = heard.poll(10, TimeUnit.SECONDS);
        if (what.equals("beyond the BMP") && version.equals("5")) { // Paho can
            assertThat(next).extracting(Message::topic).isEqualTo("ravning/\uD83D\uDE00/set");
            next = heard.poll(10, TimeUnit.SECONDS);
        } else {
            assertThat(dropped).hasSize(1);
        }
        assertThat(next).isNotNull().extracting(Message::topic).isEqualTo("ravning/set");
        if (qos == 1) {
            byte[] answer = broker.received().poll(10, TimeUnit.SECONDS);
            assertThat(answer).startsWith(0x40, 0, 7);
        }
        assertThat(lost).isNotDone();
    }

    static Stream<Arguments> packets() {
        Map<String, String> packets = Map.of(
                "topic longer than the message", "3004FFFF6162",
                "no room for a topic", "300100",
                "nothing at all", "3000",
                "QoS 3", "360600026162000A",
                "QoS 1 without an id", "320400026162",
                "a CONNECT", "100C00044D5154540402001E0000",
                "a kind that there is not", "0000",
                "a PUBACK without an id", "4000",
                "a SUBACK without an id", "9000");
        return packets.entrySet().stream()
                .flatMap(packet -> Stream.of("3.1.1", "5")
                        .map(version -> Arguments.of(version, packet.getKey(), packet.getValue())));
    }

    @ParameterizedTest(name = "MQTT {0}: {1}")
    @MethodSource("packets")
    void brokenPacket_isDropped_nextIsHeard(String version, String what, String packet) throws Exception {
        RawBroker broker = connect(version);

        broker.send(HexFormat.of().parseHex(packet));
        broker.publish(GOOD, 0, "good");

        assertThat(heard.poll(10, TimeUnit.SECONDS))
                .isNotNull()
                .extracting(Message::topic)
                .isEqualTo("ravning/set");
        assertThat(dropped).hasSize(1);
        assertThat(lost).isNotDone();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void tooLargeMessage_isDropped_andAnswered_nextIsHeard(String version) throws Exception {
        RawBroker broker = connect(version);

        broker.publish(GOOD, 9, "x".repeat(IncomingPackets.LARGEST));
        broker.publish(GOOD, 0, "good");

        assertThat(heard.poll(20, TimeUnit.SECONDS))
                .isNotNull()
                .satisfies(message -> assertThat(message.payload().utf8()).isEqualTo("good"));
        assertThat(dropped.poll())
                .isEqualTo("a packet of " + (IncomingPackets.LARGEST + (version.equals("5") ? 16 : 15)) + " bytes");
        assertThat(broker.received().poll(10, TimeUnit.SECONDS)).startsWith(0x40, 0, 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void lengthThatIsNone_endsTheConnectionAtOnce(String version) throws Exception {
        RawBroker broker = connect(version);

        broker.send((byte) 0x30, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);

        assertThat(lost.get(10, TimeUnit.SECONDS).line())
                .isEqualTo("broker at " + broker.uri() + " lost: it sends what is not MQTT (the length of a packet)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void receiverThatDies_isToldAtOnce(String version) throws Exception {
        IllegalStateException bug = new IllegalStateException("a bug");
        RawBroker broker = connect(version);
        onDrop = why -> {
            throw bug; // on the receiver's thread
        };

        broker.publish("#".getBytes(UTF_8), 0, "bad");

        assertThat(lost.get(5, TimeUnit.SECONDS).line())
                .isEqualTo("broker at " + broker.uri() + " lost: its messages are not read: " + bug);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.1.1", "5"})
    void messageThatIsNotHandled_isNotHeard_untilItIs(String version) throws Exception {
        CountDownLatch handled = new CountDownLatch(1);
        handler = message -> await(handled);
        RawBroker broker = connect(version);
        for (int i = 0; i < 30; i++) { // more than Paho queues
            broker.publish(GOOD, 0, "good");
        }

        Await.until("deaf", Duration.ofSeconds(30), () -> !transport.isHearing());
        handled.countDown();
        Await.until("hearing", Duration.ofSeconds(10), transport::isHearing);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private RawBroker connect(String version) throws Exception {
        RawBroker broker = new RawBroker(version.equals("5"));
        Endpoint endpoint = new Endpoint(broker.uri(), "hostile", Optional.empty(), Endpoint.Tls.DEFAULT);
        MqttTransport.Listener listener = listener();
        transport = version.equals("5")
                ? new Mqtt5Transport(endpoint, WILL, listener)
                : new PahoTransport(endpoint, WILL, listener);
        open.add(() -> transport.close(Duration.ZERO));
        open.add(broker);
        transport.connect().toCompletableFuture().get(10, TimeUnit.SECONDS);
        transport.subscribe(List.of("#")).toCompletableFuture().get(10, TimeUnit.SECONDS);
        return broker;
    }

    private MqttTransport.Listener listener() {
        return new MqttTransport.Listener() {
            @Override
            public void onMessage(Message message) {
                handler.accept(message);
            }

            @Override
            public void onRefused(String topic, String why) {
                throw new AssertionError(why);
            }

            @Override
            public void onDropped(String why) {
                onDrop.accept(why);
            }

            @Override
            public void onLost(ConnectFailure cause) {
                lost.complete(cause);
            }
        };
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
