// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.felix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.ravning.mqtt.broker.BrokerLogin;
import org.ravning.mqtt.broker.LocalBroker;

/** The embedded broker as one bundle, with nothing of its library on the class path. */
class BrokerIT {
    private static final String SETTINGS = """
            port = 0
            user = home
            password = secret
            """;

    @Test
    void brokerBundle_startStopStart_servesAndLeavesNothing(@TempDir Path folder) throws Exception {
        Path config = Files.createDirectory(folder.resolve("config"));
        Files.writeString(config.resolve("org.ravning.broker.cfg"), SETTINGS);
        try (GatewayFramework gateway = GatewayFramework.start(
                Distribution.built(), folder.resolve("cache"), config, Set.of("org.ravning.mqtt"))) {
            Bundle bundle = gateway.bundle("org.ravning.broker");
            for (int round = 0; round < 2; round++) {
                LocalBroker broker = broker(bundle.getBundleContext());
                assertThat(broker.login()).contains(new BrokerLogin("home", "secret"));
                assertThat(artemisThreads()).isEmpty();

                assertThat(echo(broker.start())).isEqualTo("x");

                long began = System.nanoTime();
                bundle.stop();
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
                assertThat(artemisThreads()).isEmpty();
                bundle.start();
            }
        }
    }

    private static LocalBroker broker(BundleContext context) throws Exception {
        String filter = "(&(objectClass=" + LocalBroker.class.getName() + ")(port=0))";
        ServiceTracker<LocalBroker, LocalBroker> tracker =
                new ServiceTracker<>(context, context.createFilter(filter), null);
        tracker.open();
        try {
            LocalBroker broker = tracker.waitForService(10_000);
            ServiceReference<LocalBroker> reference = tracker.getServiceReference();
            assertThat(reference).as("a broker within 10 s").isNotNull();
            assertThat(reference.getPropertyKeys()).doesNotContain("password");
            return broker;
        } finally {
            tracker.close();
        }
    }

    /** What comes back of a retained "x" after a round through the broker. */
    private static String echo(URI uri) throws MqttException, InterruptedException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("home");
        options.setPassword("secret".toCharArray());
        BlockingQueue<String> received = new LinkedBlockingQueue<>();
        MqttClient client = new MqttClient(uri.toString(), "echo", new MemoryPersistence());
        try {
            client.connect(options);
            client.publish("echo", "x".getBytes(StandardCharsets.UTF_8), 1, true);
            client.subscribe(
                    "#", 1, (topic, message) -> received.add(new String(message.getPayload(), StandardCharsets.UTF_8)));
            String echo = received.poll(10, TimeUnit.SECONDS);
            client.disconnect();
            return echo;
        } finally {
            client.close();
        }
    }

    /** The threads of the broker that do not end by themselves within a second. */
    private static Set<String> artemisThreads() throws InterruptedException {
        Set<String> alive = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().contains("activemq")) {
                thread.join(1000);
                if (thread.isAlive()) {
                    alive.add(thread.getName());
                }
            }
        }
        return alive;
    }
}
