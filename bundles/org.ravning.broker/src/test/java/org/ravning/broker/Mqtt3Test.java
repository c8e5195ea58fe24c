// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client of MQTT 3.1.1 may rely on. */
class Mqtt3Test {

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
    @ValueSource(ints = {0, 1, 2})
    void subscribed_publish_arrivesOnce(int qos) throws Exception {
        String topic = "qos/" + qos;
        try (Client receiver = Client.connect(uri, "receiver");
                Client sender = Client.connect(uri, "sender")) {
            receiver.subscribe(topic);

            sender.publish(topic, "1", qos, false);
            sender.publish(topic, "2", qos, false);

            assertThat(List.of(receiver.next(), receiver.next())).containsExactly(topic + "=1", topic + "=2");
        }
    }

    @Test
    void retained_laterSubscriber_getsTheNewestMarked() throws Exception {
        try (Client receiver = Client.connect(uri, "receiver");
                Client sender = Client.connect(uri, "sender")) {
            sender.publish("retained/a", "old", 1, true);
            sender.publish("retained/a", "new", 1, true);

            receiver.subscribe("retained/#");
            assertThat(receiver.next()).isEqualTo("retained/a=new (r)");

            sender.publish("retained/a", "live", 1, true);
            assertThat(receiver.next()).isEqualTo("retained/a=live");
        }
    }

    @Test
    void retainedThisVeryMoment_subscribe_getsIt() throws Exception {
        try (Client live = Client.connect(uri, "live");
                Client late = Client.connect(uri, "late");
                Client sender = Client.connect(uri, "sender")) {
            live.subscribe("moment");
            for (int n = 0; n < 100; n++) {
                sender.publish("moment", "" + n, 0, true);
                assertThat(live.next()).isEqualTo("moment=" + n);

                late.subscribe("moment");
                assertThat(late.next()).isEqualTo("moment=" + n + " (r)");
                late.unsubscribe("moment");
            }
        }
    }

    @Test
    void manyClients_comeAndGoAtOnce_areAllServed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> outcomes = new ArrayList<>();
            for (int n = 0; n < 40; n++) {
                String id = "crowd" + n;
                outcomes.add(threads.submit(() -> {
                    try (Client client = Client.connect(uri, id)) {
                        client.subscribe("crowd/" + id + "/+");
                        client.publish("crowd/" + id + "/x", id, 1, true);
                        return client.next();
                    }
                }));
            }
            for (int n = 0; n < 40; n++) {
                assertThat(outcomes.get(n).get(30, TimeUnit.SECONDS)).isEqualTo("crowd/crowd" + n + "/x=crowd" + n);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void retained_emptyPayload_clearsIt() throws Exception {
        try (Client receiver = Client.connect(uri, "receiver");
                Client sender = Client.connect(uri, "sender")) {
            sender.publish("cleared/a", "x", 1, true);
            sender.publish("cleared/a", "", 1, true);
            sender.publish("cleared/b", "y", 1, true);

            receiver.subscribe("cleared/#");

            assertThat(receiver.next()).isEqualTo("cleared/b=y (r)");
        }
    }

    @Test
    void wildcards_publish_matchAsSpecified() throws Exception {
        try (Client one = Client.connect(uri, "one");
                Client all = Client.connect(uri, "all");
                Client sender = Client.connect(uri, "sender")) {
            one.subscribe("wild/+/set");
            all.subscribe("wild/#");

            sender.publish("wild/a.b/get", "1", 1, false);
            sender.publish("wild/a.b/set", "2", 1, false);
            sender.publish("wild/a/b/set", "3", 1, false);
            sender.publish("wild/ü/set", "4", 1, false);

            assertThat(List.of(one.next(), one.next())).containsExactly("wild/a.b/set=2", "wild/ü/set=4");
            assertThat(List.of(all.next(), all.next(), all.next(), all.next()))
                    .containsExactly("wild/a.b/get=1", "wild/a.b/set=2", "wild/a/b/set=3", "wild/ü/set=4");
        }
    }

    @Test
    void clientVanishes_lastWill_isPublishedRetained() throws Exception {
        MqttConnectOptions options = Client.options();
        options.setWill("will/state", "offline".getBytes(StandardCharsets.UTF_8), 1, true);
        try (Client receiver = Client.connect(uri, "receiver");
                Client late = Client.connect(uri, "late");
                Client mortal = Client.connect(uri, "mortal", options)) {
            receiver.subscribe("will/state");
            mortal.publish("will/state", "online", 1, true);
            assertThat(receiver.next()).isEqualTo("will/state=online");

            mortal.vanish();

            assertThat(receiver.next()).isEqualTo("will/state=offline");
            String kept = null;
            for (int attempt = 0; kept == null && attempt < 5; attempt++) {
                late.subscribe("will/state"); // a moment after the will went out it may not be kept yet
                kept = late.next();
                late.unsubscribe("will/state");
            }
            assertThat(kept).isEqualTo("will/state=offline (r)");
        }
    }

    @Test
    void clientDisconnects_lastWill_isNotPublished() throws Exception {
        try (Client receiver = Client.connect(uri, "receiver")) {
            receiver.subscribe("goodbye/#");

            for (int i = 0; i < 50; i++) {
                sayGoodbyeAndHangUp("polite" + i);
            }

            receiver.publish("goodbye/end", "", 1, false);
            assertThat(receiver.next()).isEqualTo("goodbye/end=");
        }
    }

    /** Sends DISCONNECT and the end of the connection together, so that the broker has to handle both at once. */
    private static void sayGoodbyeAndHangUp(String id) throws Exception {
        ByteArrayOutputStream connect = new ByteArrayOutputStream();
        DataOutputStream body = new DataOutputStream(connect);
        body.writeUTF("MQTT");
        body.writeByte(4); // 3.1.1
        body.writeByte(0x06); // clean session, last will
        body.writeShort(60);
        body.writeUTF(id);
        body.writeUTF("goodbye/state");
        body.writeUTF("offline");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(new byte[] {0x10, (byte) connect.size()});
            connect.writeTo(socket.getOutputStream());
            assertThat(socket.getInputStream().readNBytes(4)).containsExactly(0x20, 2, 0, 0); // CONNACK
            socket.getOutputStream().write(new byte[] {(byte) 0xE0, 0}); // DISCONNECT
        }
    }

    @Test
    void lastingSession_messagesWhileAway_arriveOnReturn() throws Exception {
        MqttConnectOptions lasting = Client.options();
        lasting.setCleanSession(false);
        try (Client sender = Client.connect(uri, "sender")) {
            try (Client away = Client.connect(uri, "lasting", lasting)) {
                away.subscribe("away/#");
            }
            sender.publish("away/a", "missed", 1, false);
            try (Client back = Client.connect(uri, "lasting", lasting)) {
                assertThat(back.next()).isEqualTo("away/a=missed");
            }
            Client.connect(uri, "lasting").close(); // a clean session forgets the subscription
            sender.publish("away/a", "forgotten", 1, false);
            try (Client anew = Client.connect(uri, "lasting", lasting)) {
                anew.subscribe("away/#");
                sender.publish("away/a", "heard", 1, false);
                assertThat(anew.next()).isEqualTo("away/a=heard");
            }
        }
    }

    @Test
    void sameClientId_secondConnection_takesOver() throws Exception {
        try (Client first = Client.connect(uri, "twin");
                Client second = Client.connect(uri, "twin")) {
            assertThat(first.isLost()).isTrue();

            second.subscribe("twin");
            second.publish("twin", "alive", 1, false);
            assertThat(second.next()).isEqualTo("twin=alive");
        }
    }
}
