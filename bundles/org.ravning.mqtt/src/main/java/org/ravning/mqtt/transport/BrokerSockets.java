// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that send at once (TCP_NODELAY). Without it a response waits until the broker has acknowledged the packet
 * before it, which Linux puts off for 40 ms.
 */
final class BrokerSockets {
    private static final Set<String> SECURE = Set.of("ssl", "wss");

    private BrokerSockets() {}

    /** Returns what makes the sockets to a broker; for {@code ssl} and {@code wss} they are {@link javax.net.ssl.SSLSocket}s. */
    static SocketFactory of(URI broker, Endpoint.Tls tls) throws ConnectFailure {
        if (!SECURE.contains(broker.getScheme())) {
            return new Plain();
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), authorities(tls), null);
            return new Secure(context.getSocketFactory());
        } catch (GeneralSecurityException | IOException e) {
            throw new ConnectFailure("broker at " + broker + ": TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static KeyManager @Nullable [] keys(Endpoint.Tls tls) throws GeneralSecurityException, IOException {
        if (tls.keyStore().isEmpty()) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = tls.keyStorePassword().toCharArray();
        factory.init(load("keyStore", tls.keyStore(), password), password);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] authorities(Endpoint.Tls tls)
            throws GeneralSecurityException, IOException {
        if (tls.trustStore().isEmpty()) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(
                load("trustStore", tls.trustStore(), tls.trustStorePassword().toCharArray()));
        return factory.getTrustManagers();
    }

    private static KeyStore load(String option, String file, char[] password)
            throws GeneralSecurityException, IOException {
        try {
            return KeyStore.getInstance(new File(file), password);
        } catch (IllegalArgumentException e) {
            throw new IOException(option + " " + file + " is not there", e);
        } catch (GeneralSecurityException | IOException e) {
            String why = e.getCause() instanceof UnrecoverableKeyException ? "its password is another" : e.getMessage();
            throw new IOException(option + " " + file + ": " + why, e);
        }
    }

    private static Socket atOnce(SocketFactory factory) throws IOException {
        Socket socket = factory.createSocket();
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Paho connects its sockets itself and asks for none that is connected. */
    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("sockets that are not connected only");
    }

    /** Sockets of plain TCP. Paho tells the two kinds by their class, so neither can be made of the other. */
    private static final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            return atOnce(SocketFactory.getDefault());
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw connectsItself();
        }
    }

    /** Sockets of TLS. */
    private static final class Secure extends SSLSocketFactory {
        private final SSLSocketFactory made;

        Secure(SSLSocketFactory made) {
            this.made = made;
        }

        @Override
        public Socket createSocket() throws IOException {
            return atOnce(made);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return made.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return made.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(Socket under, String host, int port, boolean autoClose) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw connectsItself();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw connectsItself();
        }
    }
}
