// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.api.PairingAgent;
import org.ravning.api.WriteMode;
import org.ravning.mqtt.json.BadPayloadException;
import org.ravning.mqtt.json.Fields;

/** One step of a session. */
sealed interface SessionStep {
    /** The most steps of a session. */
    int MOST = 64;

    /** The longest sleep: a session that sleeps keeps a thread from others. */
    Duration LONGEST_SLEEP = Duration.ofSeconds(10);

    /** Connect; a step that needs a connection does so by itself. */
    record Connect() implements SessionStep {}

    /** End the connection. */
    record Disconnect() implements SessionStep {}

    /** Pair, unless it is paired. */
    record Pair(PairingAgent agent) implements SessionStep {}

    /** Read a value. */
    record Read(GattTarget target) implements SessionStep {}

    /** Write a value. */
    record Write(GattTarget target, Bytes value, WriteMode mode) implements SessionStep {}

    /**
     * Wait for a value that the characteristic sends.
     *
     * @param target the characteristic
     * @param match which values will do; others are passed over
     * @param timeout how long, within what is left of the deadline
     */
    record Await(GattTarget target, NibblePattern match, Duration timeout) implements SessionStep {}

    /** Do nothing. */
    record Sleep(Duration time) implements SessionStep {}

    /** Returns the word of the step. */
    default String word() {
        return this instanceof Await ? "wait" : getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Reads the steps of a session with that device. */
    static List<SessionStep> parse(DeviceId device, Fields request) throws BadPayloadException {
        List<SessionStep> steps = new ArrayList<>();
        for (Fields step : request.objects("steps", 1, MOST)) {
            try {
                steps.add(one(device, step));
            } catch (BadPayloadException e) {
                throw new BadPayloadException("step " + (steps.size() + 1) + ": " + e.line());
            }
        }
        return steps;
    }

    private static SessionStep one(DeviceId device, Fields step) throws BadPayloadException {
        switch (step.needText("step")) {
            case "connect":
                step.only("step");
                return new Connect();
            case "disconnect":
                step.only("step");
                return new Disconnect();
            case "pair":
                step.only("step", PairingRequest.PASSKEY, PairingRequest.PIN);
                return new Pair(PairingRequest.agent(step));
            case "read":
                step.only("step", "service", "characteristic");
                return new Read(target(device, step));
            case "write":
                step.only("step", "service", "characteristic", "value", "mode");
                return new Write(
                        target(device, step), GattRequest.value(step.needText("value")), GattRequest.mode(step));
            case "wait":
                step.only("step", "service", "characteristic", "match", "timeout_ms");
                return new Await(target(device, step), match(step), millis(step, "timeout_ms", 600_000, 10_000));
            case "sleep":
                step.only("step", "ms");
                return new Sleep(millis(step, "ms", (int) LONGEST_SLEEP.toMillis(), 1000));
            default:
                throw new BadPayloadException("step is connect, pair, read, write, wait, sleep or disconnect");
        }
    }

    private static NibblePattern match(Fields step) throws BadPayloadException {
        String match = step.text("match");
        return match == null ? NibblePattern.ANY : NibblePattern.parse(match);
    }

    private static Duration millis(Fields step, String name, int most, int usual) throws BadPayloadException {
        return Duration.ofMillis(step.number(name, 1, most, usual));
    }

    private static GattTarget target(DeviceId device, Fields step) throws BadPayloadException {
        UUID service = uuid(step, "service");
        return new GattTarget("", device, service, uuid(step, "characteristic"));
    }

    private static UUID uuid(Fields step, String name) throws BadPayloadException {
        try {
            return BleUuid.parse(step.needText(name));
        } catch (IllegalArgumentException e) {
            throw new BadPayloadException(name + ": " + e.getMessage());
        }
    }
}
