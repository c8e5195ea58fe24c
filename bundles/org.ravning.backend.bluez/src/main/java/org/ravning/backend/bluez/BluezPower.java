// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.concurrent.CompletableFuture;
import org.freedesktop.dbus.types.Variant;
import org.ravning.api.BleOperation;

/** Switches one adapter off and on; bluetoothd answers when it has done so. */
final class BluezPower {
    private final BluezDaemon daemon;
    private final BluezRadio radio;

    BluezPower(BluezDaemon daemon, BluezRadio radio) {
        this.daemon = daemon;
        this.radio = radio;
    }

    CompletableFuture<Void> cycle() {
        CompletableFuture<Void> on = new CompletableFuture<>();
        set(false, on, () -> set(true, on, () -> on.complete(null)));
        return on;
    }

    private void set(boolean to, CompletableFuture<Void> stage, Runnable next) {
        Variant<Boolean> value = new Variant<>(to);
        daemon.loop()
                .then(
                        daemon.call(
                                radio.path(),
                                BluezDaemon.PROPERTIES,
                                "Set",
                                "ssv",
                                BluezObject.ADAPTER,
                                "Powered",
                                value),
                        daemon.timing().call(),
                        (reply, error) -> {
                            if (error == null) {
                                next.run();
                            } else {
                                BleOperation operation = new BleOperation("restart", null, radio.id());
                                stage.completeExceptionally(BluezErrors.scan(operation, error, daemon.timing()));
                            }
                        });
    }
}
