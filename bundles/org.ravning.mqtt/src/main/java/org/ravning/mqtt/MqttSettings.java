// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Bytes;
import org.ravning.mqtt.advertisement.AddressPatterns;
import org.ravning.mqtt.advertisement.AdvertisementSettings;
import org.ravning.mqtt.broker.BrokerLogin;
import org.ravning.mqtt.gateway.GatewaySettings;
import org.ravning.mqtt.gatt.GattAccess;
import org.ravning.mqtt.homeassistant.Discovery;
import org.ravning.mqtt.homie.HomieSettings;
import org.ravning.mqtt.json.StrictJson;
import org.ravning.mqtt.session.LoginSource;
import org.ravning.mqtt.session.PasswordFile;
import org.ravning.mqtt.thing.DeliveryRules;
import org.ravning.mqtt.topic.Topics;
import org.ravning.mqtt.transport.Endpoint;
import org.ravning.mqtt.transport.Mqtt5Transport;
import org.ravning.mqtt.transport.MqttTransport;
import org.ravning.mqtt.transport.PahoTransport;

/**
 * Checked settings of the bridge.
 *
 * @param broker the broker, or null for the embedded one
 * @param login where user and password come from
 * @param clientId the MQTT client id
 * @param transports makes connections of the MQTT version asked for
 * @param tls key stores
 * @param topics the topics
 * @param gateway how the base topic is shared with other gateways; empty if it is not
 * @param discoveryPrefix where Home Assistant looks; empty if it is not told
 * @param discoveryForm how devices are described to it
 * @param homie whether and how they are published by the Homie convention
 * @param delivery how states of things are delivered
 * @param repeat the time between states of a thing when no value changed
 * @param commandTime how long a command may take that does not say
 * @param maxCommandSize the most bytes of a command
 * @param advertisements which advertisements are published
 * @param gattAccess the mode of raw GATT access as written
 * @param gattAllow the allow list as written
 */
record MqttSettings(
        @Nullable URI broker,
        LoginSource login,
        String clientId,
        MqttTransport.Factory transports,
        Endpoint.Tls tls,
        Topics topics,
        Optional<GatewaySettings> gateway,
        Optional<String> discoveryPrefix,
        Discovery.Form discoveryForm,
        HomieSettings homie,
        DeliveryRules delivery,
        Duration repeat,
        Duration commandTime,
        int maxCommandSize,
        AdvertisementSettings advertisements,
        String gattAccess,
        String gattAllow) {
    private static final int JSON_DEPTH = 16;

    /**
     * Reads settings as the user wrote them.
     *
     * @throws IllegalArgumentException with one line that names the setting and what is wrong with it
     */
    static MqttSettings of(MqttConfig config, Overrides overrides) {
        String url = overrides.text("url", config.url());
        Optional<BrokerUrl> broker = url.isEmpty() ? Optional.empty() : Optional.of(BrokerUrl.of(url));
        Optional<GatewaySettings> gateway = GatewaySettings.of(
                overrides.text("gateway", config.gateway()),
                within("leaseSeconds", overrides.number("leaseSeconds", config.leaseSeconds()), 4, 300));
        String gattAccess = overrides.text("gattAccess", config.gattAccess());
        String gattAllow = overrides.text("gattAllow", config.gattAllow());
        GattAccess.of(gattAccess, gattAllow, () -> false); // refuses what cannot be used
        Topics topics = new Topics(
                overrides.text("baseTopic", config.baseTopic()),
                gateway.map(GatewaySettings::id).orElse(""));
        String clientId = overrides.text("clientId", config.clientId());
        return new MqttSettings(
                broker.map(BrokerUrl::uri).orElse(null),
                login(config, overrides, broker.flatMap(BrokerUrl::login)),
                clientId.isEmpty() ? lastingId(topics.own("state")) : clientId,
                transports(overrides.text("mqttVersion", config.mqttVersion())),
                tls(config, overrides),
                topics,
                gateway,
                overrides.flag("homeAssistant", config.homeAssistant())
                        ? Optional.of(prefix(overrides.text("discoveryPrefix", config.discoveryPrefix())))
                        : Optional.empty(),
                form(overrides.text("discoveryForm", config.discoveryForm())),
                HomieSettings.of(
                        overrides.text("homie", config.homie()),
                        overrides.text("homieTopic", config.homieTopic()),
                        within("homieWills", config.homieWills(), 0, 1000)),
                DeliveryRules.of(
                        overrides.text("unretained", config.unretained()),
                        overrides.text("atMostOnce", config.atMostOnce())),
                Duration.ofSeconds(within("repeatSeconds", config.repeatSeconds(), 0, 86_400)),
                Duration.ofSeconds(within("commandSeconds", config.commandSeconds(), 1, 600)),
                within("maxCommandSize", config.maxCommandSize(), 256, 1 << 20),
                new AdvertisementSettings(
                        overrides.flag("advertisements", config.advertisements()),
                        Duration.ofMillis(
                                within("advertisementInterval", config.advertisementInterval(), 0, 86_400_000)),
                        config.advertisementsOfThingsOnly(),
                        AddressPatterns.of("advertisementDevices", config.advertisementDevices()),
                        within("advertisementMinRssi", config.advertisementMinRssi(), -128, 20)),
                gattAccess,
                gattAllow);
    }

    /** Returns what reads commands. */
    StrictJson json() {
        return new StrictJson(maxCommandSize, JSON_DEPTH);
    }

    /** Returns how often the broker is told that this client is there, in seconds. */
    int keepAliveSeconds() {
        return gateway.map(shared -> shared.timing().keepAliveSeconds()).orElse(Endpoint.KEEP_ALIVE_SECONDS);
    }

    /** Returns what is told of the settings; no secrets. */
    Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("broker", broker == null ? "embedded" : broker.toString());
        told.put("client_id", clientId);
        told.put("base_topic", topics.base());
        gateway.ifPresent(shared -> {
            told.put("gateway", shared.id());
            told.put("lease_seconds", shared.timing().lease().toSeconds());
        });
        told.put("home_assistant", discoveryPrefix.isPresent());
        discoveryPrefix.ifPresent(prefix -> told.put("discovery_prefix", prefix));
        told.put("homie", homie.told());
        told.put("repeat_seconds", repeat.toSeconds());
        told.put("command_seconds", commandTime.toSeconds());
        told.put("max_command_size", maxCommandSize);
        told.put("advertisements", advertisements.enabled());
        return told;
    }

    private static MqttTransport.Factory transports(String version) {
        return switch (version) {
            case "3.1.1" -> PahoTransport::new;
            case "5" -> Mqtt5Transport::new;
            default -> throw new IllegalArgumentException("mqttVersion=" + version + " is not 3.1.1 or 5");
        };
    }

    private static LoginSource login(MqttConfig config, Overrides overrides, Optional<BrokerLogin> inUrl) {
        String user = overrides.text("user", config.user());
        String password = overrides.text("password", config.password());
        String file = overrides.text("passwordFile", config.passwordFile());
        if (user.isEmpty()) {
            if (!password.isEmpty()) {
                throw new IllegalArgumentException("password is set without user");
            }
            return () -> inUrl;
        }
        if (password.isEmpty() && !file.isEmpty()) {
            return new PasswordFile(user, path("passwordFile", file));
        }
        Optional<BrokerLogin> login = Optional.of(new BrokerLogin(user, password));
        return () -> login;
    }

    private static Path path(String name, String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(name + "=" + file + " is no name of a file", e);
        }
    }

    private static Endpoint.Tls tls(MqttConfig config, Overrides overrides) {
        return new Endpoint.Tls(
                store("trustStore", overrides.text("trustStore", config.trustStore())),
                overrides.text("trustStorePassword", config.trustStorePassword()),
                store("keyStore", overrides.text("keyStore", config.keyStore())),
                overrides.text("keyStorePassword", config.keyStorePassword()));
    }

    /** It is read anew for each connection; here nobody asks whether it can be. */
    private static String store(String name, String file) {
        return file.isEmpty() ? "" : path(name, file).toString();
    }

    private static Discovery.Form form(String word) {
        return switch (word) {
            case "component" -> Discovery.Form.COMPONENT;
            case "device" -> Discovery.Form.DEVICE;
            default -> throw new IllegalArgumentException("discoveryForm is component or device, not \"" + word + "\"");
        };
    }

    private static String prefix(String text) {
        return new Topics(text).base();
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new BadValueException(name, name + "=" + value + " is not within " + least + " to " + most);
        }
        return value;
    }

    /** The same at each start on this machine, and another on each machine. */
    private static String lastingId(String base) {
        String host = Stream.of(System.getenv("HOSTNAME"), System.getenv("COMPUTERNAME"), hostFile())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElse("localhost");
        int hash = Bytes.ofUtf8(host.strip() + "/" + base).hashCode();
        return String.format(Locale.ROOT, "ravning-%08x", hash);
    }

    private static @Nullable String hostFile() {
        try {
            return Files.readString(Path.of("/etc/hostname"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return null; // not Linux: the variables say
        }
    }
}
