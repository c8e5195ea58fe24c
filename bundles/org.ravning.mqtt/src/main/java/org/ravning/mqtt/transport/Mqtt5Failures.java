// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.transport;

import java.net.URI;
import java.util.Locale;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;

/** What the reason codes of MQTT 5 (section 2.4) and Paho's exceptions mean, in one line. */
final class Mqtt5Failures {
    private static final int FIRST_REASON = 0x80;
    private static final int LAST_REASON = 0xFF;

    private Mqtt5Failures() {}

    static ConnectFailure connect(URI broker, @Nullable Throwable failure) {
        if (failure instanceof MqttException mqtt && isReason(mqtt.getReasonCode())) {
            String line = switch (mqtt.getReasonCode()) {
                case MqttReturnCode.RETURN_CODE_BAD_USERNAME_OR_PASSWORD, MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED ->
                    "wrong user or password";
                case MqttReturnCode.RETURN_CODE_UNSUPPORTED_PROTOCOL_VERSION ->
                    "it does not speak MQTT 5; set mqttVersion = 3.1.1";
                default -> reason(mqtt.getReasonCode());
            };
            return new ConnectFailure("broker at " + broker + " refused: " + line, failure);
        }
        return PahoFailures.connect(broker, failure);
    }

    static ConnectFailure lost(URI broker, String clientId, MqttDisconnectResponse response) {
        int code = response.getReturnCode();
        if (code == MqttReturnCode.RETURN_CODE_SESSION_TAKEN_OVER) {
            String line = "broker at " + broker + " lost: another client connected with our id " + clientId
                    + "; give one of the two another clientId";
            return ConnectFailure.takeover(line, response.getException());
        }
        if (isReason(code)) {
            return new ConnectFailure("broker at " + broker + " lost: " + reason(code), response.getException());
        }
        return PahoFailures.lost(broker, response.getException());
    }

    /** Returns a reason code as words. */
    static String reason(int code) {
        return switch (code) {
            case MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED -> "not authorized by its access list";
            case MqttReturnCode.RETURN_CODE_IDENTIFIER_NOT_VALID -> "the client id is not valid";
            case MqttReturnCode.RETURN_CODE_SERVER_UNAVAILABLE -> "not available now";
            case MqttReturnCode.RETURN_CODE_SERVER_BUSY -> "it is busy";
            case MqttReturnCode.RETURN_CODE_BANNED -> "this client is banned";
            case MqttReturnCode.RETURN_CODE_SERVER_SHUTTING_DOWN -> "it shuts down";
            case MqttReturnCode.RETURN_CODE_KEEP_ALIVE_TIMEOUT -> "it did not hear from us in time";
            case MqttReturnCode.RETURN_CODE_PACKET_TOO_LARGE -> "the message is too large";
            case MqttReturnCode.RETURN_CODE_QUOTA_EXCEEDED -> "quota exceeded";
            default -> String.format(Locale.ROOT, "reason code 0x%02x", code);
        };
    }

    private static boolean isReason(int code) {
        return code >= FIRST_REASON && code <= LAST_REASON;
    }
}
