// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.ravning.api.BleCentral;
import org.ravning.api.ConnectOptions;
import org.ravning.api.DeviceId;
import org.ravning.api.PairingAgent;
import org.ravning.things.setting.ThingSettings;
import org.ravning.things.time.Time;

/**
 * What all links share.
 *
 * @param central connects
 * @param settings what is set
 * @param time the time
 * @param workers may wait for devices
 * @param answers hands results to who gave commands
 * @param permits bounds what is done unasked
 * @param rule says which things may be connected to
 * @param random 0 to 1
 */
public record LinkContext(
        BleCentral central,
        ThingSettings settings,
        Time time,
        Executor workers,
        Executor answers,
        Permits permits,
        LinkRule rule,
        DoubleSupplier random) {
    /** Returns how to connect to a device: with the passkey that the user gave for it, if any. */
    ConnectOptions options(DeviceId device, Duration timeout) {
        ConnectOptions options = ConnectOptions.DEFAULT.withTimeout(timeout);
        OptionalInt passkey = settings.keys().current().passkey(device);
        return passkey.isPresent() ? options.withPairing(PairingAgent.fixedPasskey(passkey.getAsInt())) : options;
    }
}
