// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;

/** What Paho's exceptions mean, in one line. */
final class PahoFailures {
    private PahoFailures() {}

    static ConnectFailure connect(URI broker, @Nullable Throwable failure) {
        return new ConnectFailure(words(broker, failure), failure);
    }

    static ConnectFailure lost(URI broker, @Nullable Throwable failure) {
        Throwable cause = root(failure);
        String why = cause == null || cause instanceof java.io.EOFException ? "it closed the connection" : text(cause);
        return new ConnectFailure("broker at " + broker + " lost: " + why, failure);
    }

    private static String words(URI broker, @Nullable Throwable failure) {
        if (failure instanceof MqttException mqtt) {
            switch (mqtt.getReasonCode()) {
                case MqttException.REASON_CODE_FAILED_AUTHENTICATION:
                case MqttException.REASON_CODE_NOT_AUTHORIZED:
                    return "broker at " + broker + " refused: wrong user or password";
                case MqttException.REASON_CODE_INVALID_CLIENT_ID:
                    return "broker at " + broker + " refused the client id";
                case MqttException.REASON_CODE_BROKER_UNAVAILABLE:
                    return "broker at " + broker + " refused: not available now";
                case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION:
                    return "broker at " + broker + " refused: it does not speak MQTT 3.1.1";
                case MqttException.REASON_CODE_CLIENT_TIMEOUT:
                    return "broker at " + broker + " does not answer";
                default:
                    break;
            }
        }
        return reach(broker, root(failure));
    }

    private static String reach(URI broker, @Nullable Throwable cause) {
        if (cause instanceof SSLException || cause instanceof java.security.GeneralSecurityException) {
            boolean untrusted = cause instanceof CertPathBuilderException;
            return "broker at " + broker + ": TLS failed: " + text(cause)
                    + (untrusted ? "; put its authority into a key store and name it as trustStore" : "");
        }
        if (cause instanceof UnknownHostException) {
            return "broker at " + broker + " unreachable: host " + broker.getHost() + " is unknown";
        }
        if (cause instanceof SocketTimeoutException) {
            return "broker at " + broker + " unreachable: no answer";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "broker at " + broker + " unreachable: " + text(cause).toLowerCase(Locale.ROOT);
        }
        if (cause == null || cause instanceof java.io.EOFException) {
            return "broker at " + broker + " closed the connection at once";
        }
        return "broker at " + broker + " unreachable: " + text(cause);
    }

    private static @Nullable Throwable root(@Nullable Throwable failure) {
        Throwable at = failure;
        while (at != null && at.getCause() != null && !at.getCause().equals(at)) {
            at = at.getCause();
        }
        return at;
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse(message);
    }
}
