// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics that some subscribers die of. */
class HostileTopicsTest {
    private static final String EMOJI = "612FF09F988062";
    private static final String AFTER = "6166746572";
    private static final EmbeddedBroker BROKER = Configs.broker(Map.of());
    private static URI uri;

    @BeforeAll
    static void start() throws Exception {
        uri = BROKER.start();
    }

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    @ParameterizedTest
    @CsvSource({
        "U+0001, 612F01",
        "U+007F, 617F",
        "U+0000, 6100",
        "U+FFFE, 61EFBFBE",
        "U+FDD0, 61EFB790",
        "U+1FFFF, 61F09FBFBF",
        "half a surrogate pair, 61EDA080",
        "not UTF-8, 61FF",
        "a wildcard, 612F2B",
        "nothing, ''"
    })
    void forbiddenTopic_publish_closesThatConnection_andNothingIsKept(String what, String topic) throws Exception {
        try (Socket socket = connected(4)) {
            socket.getOutputStream().write(publish(4, topic, 0, true));
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertNothingIsKept();
    }

    @ParameterizedTest
    @CsvSource({"4, 0, ''", "4, 1, 40020007", "4, 2, 50020007", "5, 1, 400400079000", "5, 2, 500400079000"})
    void characterBeyondTheBmp_publish_isDroppedAndAnswered_theConnectionGoesOn(int version, int qos, String answer)
            throws Exception {
        try (Socket socket = connected(version);
                Client subscriber = Client.connect(uri, "subscriber")) {
            subscriber.subscribe("#");
            socket.getOutputStream().write(publish(version, EMOJI, qos, true));
            byte[] expected = HexFormat.of().parseHex(answer);
            assertThat(socket.getInputStream().readNBytes(expected.length)).isEqualTo(expected);
            socket.getOutputStream().write(publish(version, AFTER, 0, false));

            assertThat(subscriber.next()).isEqualTo("after=x");
        }
        assertNothingIsKept();
    }

    @Test
    void characterBeyondTheBmp_lastWill_isRefused() throws Exception {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            body.writeBytes(HexFormat.of().parseHex("00044D51545404260000000161"));
            text(body, EMOJI);
            text(body, "78");
            socket.getOutputStream().write(packet(0x10, body));

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Whoever subscribes now gets the message of a topic that is right, and none before it. */
    private static void assertNothingIsKept() throws Exception {
        try (Client late = Client.connect(uri, "late")) {
            late.subscribe("#");
            late.publish("last", "x", 1, false);
            assertThat(late.next()).isEqualTo("last=x");
        }
    }

    private static Socket connected(int version) throws IOException {
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(10_000);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(
                HexFormat.of().parseHex("00044D515454" + (version == 5 ? "0502000000" : "04020000") + "000162"));
        socket.getOutputStream().write(packet(0x10, body));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        assertThat(in.readUnsignedByte()).isEqualTo(0x20);
        byte[] rest = new byte[in.readUnsignedByte()];
        in.readFully(rest);
        assertThat(rest[1]).isZero();
        return socket;
    }

    private static byte[] publish(int version, String topic, int qos, boolean retained) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            body.write(0);
            body.write(7);
        }
        if (version == 5) {
            body.write(0);
        }
        body.write('x');
        return packet(0x30 | qos << 1 | (retained ? 1 : 0), body);
    }

    private static void text(ByteArrayOutputStream to, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        to.write(0);
        to.write(bytes.length);
        to.writeBytes(bytes);
    }

    private static byte[] packet(int first, ByteArrayOutputStream body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(first);
        whole.write(body.size());
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }
}
