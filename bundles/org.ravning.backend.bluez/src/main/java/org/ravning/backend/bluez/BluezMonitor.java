// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.List;
import java.util.function.Consumer;
import org.freedesktop.dbus.DBusPath;
import org.jspecify.annotations.Nullable;
import org.ravning.backend.bluez.bus.Bus;
import org.ravning.backend.bluez.bus.BusException;
import org.ravning.backend.bluez.bus.MonitorPattern;

/**
 * A passive scan: objects of ours that tell bluetoothd what to listen for. What it hears comes with the same signals
 * as in an active scan. On the loop.
 */
final class BluezMonitor {
    private final BluezDaemon daemon;
    private final BluezRadio radio;
    private final String path;
    private Bus.@Nullable Export export;

    BluezMonitor(BluezDaemon daemon, BluezRadio radio) {
        this.daemon = daemon;
        this.radio = radio;
        this.path = "/org/ravning/monitor/" + radio.id().name();
    }

    /**
     * Begins to listen.
     *
     * @param patterns what to listen for, a list for each monitor
     * @param onRelease runs when bluetoothd gives it up
     * @param done takes why it failed, or null
     */
    void start(List<List<MonitorPattern>> patterns, Runnable onRelease, Consumer<@Nullable BusException> done) {
        try {
            export = daemon.exportMonitors(path, patterns, () -> {
                if (export != null) {
                    onRelease.run();
                }
            });
        } catch (BusException e) {
            done.accept(e);
            return;
        }
        call("RegisterMonitor", done);
    }

    /** Stops listening; the action runs when bluetoothd has taken note. */
    void stop(Runnable then) {
        Bus.Export shown = export;
        export = null;
        if (shown == null) {
            then.run();
            return;
        }
        call("UnregisterMonitor", ignored -> {
            shown.close();
            then.run();
        });
    }

    private void call(String member, Consumer<@Nullable BusException> next) {
        daemon.loop()
                .then(
                        daemon.call(radio.path(), BluezObject.MONITORS, member, "o", new DBusPath(path)),
                        daemon.timing().call(),
                        (reply, error) -> next.accept(error));
    }
}
