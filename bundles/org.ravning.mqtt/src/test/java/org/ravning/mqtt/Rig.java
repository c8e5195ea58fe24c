// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.ravning.mqtt.command.CommandJournal;
import org.ravning.mqtt.homie.HomieMemory;

/** A bridge with settings of the test's choice. */
final class Rig implements AutoCloseable {
    /** The MQTT version that the bridge speaks in all tests. */
    private static final String VERSION = System.getProperty("ravning.test.mqttVersion", "3.1.1");

    final MqttBridge bridge;
    final FakeThings things = new FakeThings();
    final FakeLinks links = new FakeLinks();
    private final MqttThreads threads;

    private Rig(Map<String, Object> settings, CommandJournal journal, HomieMemory memory) {
        this(settings, journal, memory, Duration.ZERO);
    }

    private Rig(Map<String, Object> settings, CommandJournal journal, HomieMemory memory, Duration clockIsAhead) {
        MqttThreads system = MqttThreads.system();
        threads = new MqttThreads(Clock.offset(system.clock(), clockIsAhead), system.loop(), system.workers());
        MqttSettings checked = MqttSettings.of(config(settings), Overrides.NONE);
        bridge = new MqttBridge(checked, "1.0", threads, journal, memory);
    }

    /** Returns a bridge that is not connected yet; settings are name, value, name, value. */
    static Rig create(Object... settings) {
        Map<String, Object> map =
                new HashMap<>(Map.of("clientId", "ravning-test", "repeatSeconds", 0, "mqttVersion", VERSION));
        put(map, settings);
        return new Rig(map, CommandJournal.none(), HomieMemory.none());
    }

    /** Returns a bridge with things that connects to the broker, and remembers commands in that file. */
    static Rig remembering(Path journal, URI broker, Object... settings) {
        Map<String, Object> map = new HashMap<>(Map.of("clientId", "ravning-test", "url", broker.toString()));
        put(map, settings);
        return started(new Rig(map, CommandJournal.in(journal), HomieMemory.none()));
    }

    /** Returns a bridge with things that connects to the broker, and remembers Homie's topics in that file. */
    static Rig keeping(Path memory, URI broker, String homie) {
        Map<String, Object> settings =
                Map.of("clientId", "ravning-test", "url", broker.toString(), "homie", homie, "mqttVersion", VERSION);
        return started(new Rig(settings, CommandJournal.none(), HomieMemory.in(memory)));
    }

    private static void put(Map<String, Object> map, Object... settings) {
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], settings[i + 1]);
        }
    }

    /** Returns a bridge with things that connects to the broker. */
    static Rig start(URI broker, Object... settings) {
        Object[] all = new Object[settings.length + 2];
        all[0] = "url";
        all[1] = broker.toString();
        System.arraycopy(settings, 0, all, 2, settings.length);
        return started(create(all));
    }

    /** Returns one of several gateways on one base topic, whose clock is that much ahead. */
    static Rig gateway(URI broker, String id, int leaseSeconds, Duration clockIsAhead, Object... settings) {
        Map<String, Object> map = new HashMap<>(Map.of("clientId", id, "url", broker.toString(), "gateway", id));
        put(map, "leaseSeconds", leaseSeconds, "repeatSeconds", 0, "gattAccess", "all");
        put(map, settings);
        return started(new Rig(map, CommandJournal.none(), HomieMemory.none(), clockIsAhead));
    }

    private static Rig started(Rig rig) {
        rig.bridge.setThings(rig.things);
        rig.bridge.setLinks(rig.links);
        rig.bridge.start();
        return rig;
    }

    /** Returns a configuration with those settings, the others as they are by default. */
    static MqttConfig config(Map<String, Object> settings) {
        return (MqttConfig) Proxy.newProxyInstance(
                MqttConfig.class.getClassLoader(), new Class<?>[] {MqttConfig.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass().equals(Annotation.class)) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return settings.getOrDefault(method.getName(), method.getDefaultValue());
                });
    }

    @Override
    public void close() {
        bridge.close();
        threads.close();
    }
}
