// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.broker.BrokerLogin;
import org.ravning.mqtt.transport.ConnectFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The password is the first line of a file, which is read anew for each connection; what was read last holds if it cannot be. */
public final class PasswordFile implements LoginSource {
    private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);
    private static final int MOST_BYTES = 65_536;

    private final String user;
    private final Path file;
    private @Nullable String password;
    private String told = "";

    /** Does not read it yet. */
    public PasswordFile(String user, Path file) {
        this.user = user;
        this.file = file;
    }

    @Override
    public Optional<BrokerLogin> login() throws ConnectFailure {
        String last = password;
        try {
            last = firstLine();
            told = "";
        } catch (IOException e) {
            String why = "passwordFile " + file + " " + e.getMessage();
            if (last == null) {
                throw new ConnectFailure(why, e);
            }
            if (!why.equals(told)) {
                told = why;
                LOG.warn("MQTT: {}; the password that was in it before is used", why);
            }
        }
        password = last;
        return Optional.of(new BrokerLogin(user, last));
    }

    private String firstLine() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "is not a file" : "is not there");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new IOException("cannot be read (" + e.getMessage() + ")", e);
        }
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .filter(line -> !line.isEmpty())
                .orElseThrow(() -> new IOException("has no first line"));
    }
}
