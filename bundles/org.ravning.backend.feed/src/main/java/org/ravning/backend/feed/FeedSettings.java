// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ravning.backend.feed.broker.Broker;

/**
 * Checked settings.
 *
 * @param sources which gateways, and where they publish
 * @param broker the broker
 * @param silence after which silence a gateway is gone
 * @param maxAge how old an advertisement may be; zero is any
 * @param maxGateways how many gateways at most
 * @param maxPerSecond how many advertisements in a second at most
 */
record FeedSettings(
        List<FeedSource> sources, Broker broker, Duration silence, Duration maxAge, int maxGateways, int maxPerSecond) {
    private static final String EMBEDDED = "tcp://127.0.0.1:1883";
    private static final int PLAIN_PORT = 1883;
    private static final int TLS_PORT = 8883;

    /**
     * Reads settings as the user wrote them.
     *
     * @param properties the framework's and the system's properties
     * @param environment the environment
     * @throws IllegalArgumentException with one line that names the setting and what is wrong with it
     */
    static FeedSettings of(
            FeedConfig config,
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment) {
        Outside outside = new Outside(properties, environment);
        return new FeedSettings(
                FeedSource.parse(outside.text("sources", config.sources())),
                broker(config, outside),
                Duration.ofSeconds(within("silenceSeconds", config.silenceSeconds(), 5, 86_400)),
                Duration.ofSeconds(within("maxAgeSeconds", config.maxAgeSeconds(), 0, 86_400)),
                within("maxGateways", config.maxGateways(), 1, 256),
                within("maxPerSecond", config.maxPerSecond(), 1, 100_000));
    }

    private static Broker broker(FeedConfig config, Outside outside) {
        String url = outside.text("url", config.url());
        URI written = uri(url.isEmpty() ? EMBEDDED : url);
        String user = outside.text("user", config.user());
        String password = outside.text("password", config.password());
        String file = outside.text("passwordFile", config.passwordFile());
        if (user.isEmpty() && written.getUserInfo() != null) {
            String[] parts = written.getUserInfo().split(":", 2);
            user = parts[0];
            password = parts.length == 2 ? parts[1] : "";
            file = "";
        } else if (!password.isEmpty()) {
            file = "";
        }
        Properties tls = new Properties();
        put(tls, "com.ibm.ssl.trustStore", outside.text("trustStore", config.trustStore()));
        put(tls, "com.ibm.ssl.trustStorePassword", outside.text("trustStorePassword", config.trustStorePassword()));
        put(tls, "com.ibm.ssl.keyStore", outside.text("keyStore", config.keyStore()));
        put(tls, "com.ibm.ssl.keyStorePassword", outside.text("keyStorePassword", config.keyStorePassword()));
        String clientId = "ravning-feed-" + UUID.randomUUID().toString().substring(0, 8);
        return new Broker(plain(written), clientId, user, password, path(file), tls);
    }

    /** The text is not shown where it is wrong: it may hold a password. */
    private static URI uri(String text) {
        try {
            return new URI(text.contains("://") ? text : "tcp://" + text);
        } catch (URISyntaxException e) {
            throw unusable();
        }
    }

    private static URI plain(URI written) {
        String scheme = switch (String.valueOf(written.getScheme())) {
            case "tcp", "mqtt" -> "tcp";
            case "ssl", "mqtts", "tls" -> "ssl";
            default -> throw unusable();
        };
        if (written.getHost() == null) {
            throw unusable();
        }
        int usual = scheme.equals("ssl") ? TLS_PORT : PLAIN_PORT;
        try {
            int port = written.getPort() > 0 ? written.getPort() : usual;
            return new URI(scheme, null, written.getHost(), port, null, null, null);
        } catch (URISyntaxException e) {
            throw unusable();
        }
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException("url is no broker address: expected tcp://host:1883 or ssl://host:8883");
    }

    private static void put(Properties properties, String key, String value) {
        if (!value.isEmpty()) {
            properties.setProperty(key, value);
        }
    }

    /** It is read anew for each connection; here nobody asks whether it can be. */
    private static String path(String file) {
        try {
            return Path.of(file).toString();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("passwordFile=" + file + " is no name of a file", e);
        }
    }

    private static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + "=" + value + " is not within " + least + " to " + most);
        }
        return value;
    }

    /** Settings from outside, which go before the configuration; what is said of the bridge's broker holds here too. */
    private record Outside(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        String text(String name, String configured) {
            String snake = name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
            for (String part : List.of("feed", "mqtt")) {
                String property = properties.apply("ravning." + part + "." + name);
                String found = property != null
                        ? property
                        : environment.apply("RAVNING_" + part.toUpperCase(Locale.ROOT) + "_" + snake);
                if (found != null) {
                    return found.strip();
                }
            }
            return configured.strip();
        }
    }
}
