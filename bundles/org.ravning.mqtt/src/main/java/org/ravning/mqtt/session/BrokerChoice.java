// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.broker.LocalBroker;
import org.ravning.mqtt.transport.ConnectFailure;
import org.ravning.mqtt.transport.Endpoint;

/** Which broker is used: the one in the settings, else the embedded one as long as it is offered. */
public final class BrokerChoice {
    private final @Nullable URI configured;
    private final String clientId;
    private final LoginSource login;
    private final Endpoint.Tls tls;
    private final int keepAliveSeconds;
    private final AtomicReference<@Nullable LocalBroker> embedded = new AtomicReference<>();
    private volatile boolean local;

    /** Chooses with the usual keep-alive. */
    public BrokerChoice(@Nullable URI configured, String clientId, LoginSource login, Endpoint.Tls tls) {
        this(configured, clientId, login, tls, Endpoint.KEEP_ALIVE_SECONDS);
    }

    /** @param configured the broker in the settings, or null for the embedded one */
    public BrokerChoice(
            @Nullable URI configured, String clientId, LoginSource login, Endpoint.Tls tls, int keepAliveSeconds) {
        this.keepAliveSeconds = keepAliveSeconds;
        this.configured = configured;
        this.clientId = clientId;
        this.login = login;
        this.tls = tls;
    }

    /** Says whether the embedded broker is wanted. */
    public boolean isEmbedded() {
        return configured == null;
    }

    /** Says whether the broker is the embedded one, and only this machine can reach it. */
    public boolean isLocal() {
        return local;
    }

    /** Returns the name under which we connect. */
    public String clientId() {
        return clientId;
    }

    /** Offers an embedded broker. */
    public void offer(LocalBroker broker) {
        embedded.set(broker);
    }

    /** Takes the offer back. */
    public void withdraw(LocalBroker broker) {
        embedded.compareAndSet(broker, null);
    }

    /**
     * Returns where to connect. Blocks while the embedded broker starts.
     *
     * @throws ConnectFailure if there is no broker, no login, or the embedded broker cannot start
     */
    Endpoint endpoint() throws ConnectFailure {
        if (configured != null) {
            return new Endpoint(configured, clientId, login.login(), tls, keepAliveSeconds);
        }
        LocalBroker broker = embedded.get();
        if (broker == null) {
            throw new ConnectFailure(
                    "no broker: set url in org.ravning.mqtt.cfg, or install the embedded broker (org.ravning.broker)",
                    null);
        }
        try {
            URI uri = broker.start();
            local = broker.login().isEmpty()
                    && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
            return new Endpoint(uri, clientId, login.login().or(broker::login), Endpoint.Tls.DEFAULT, keepAliveSeconds);
        } catch (ConnectFailure e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectFailure(String.valueOf(e.getMessage()), e);
        }
    }
}
