// SPDX-License-Identifier: Apache-2.0
package org.ravning.benchmark;

import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.types.Variant;

/** The baseline in Java: dbus-java's generic signal handler alone, which reads each signal's values and counts it. */
public final class GenericReceiver {
    private static final String BLUEZ = "org.bluez";

    private GenericReceiver() {}

    /** Adapter1, as far as it is needed. */
    @org.freedesktop.dbus.annotations.DBusInterfaceName("org.bluez.Adapter1")
    public interface Adapter1 extends DBusInterface {
        /** Sets what to listen for. */
        void SetDiscoveryFilter(Map<String, Variant<?>> filter);

        /** Begins. */
        void StartDiscovery();
    }

    /** Runs it: {@code address packets}. */
    public static void main(String... arguments) throws Exception {
        Tally tally = new Tally(Long.parseLong(arguments[1]));
        try (DBusConnection connection =
                DBusConnectionBuilder.forAddress(arguments[0]).withShared(false).build()) {
            DBusSigHandler<DBusSignal> handler = signal -> count(signal, tally);
            connection.addGenericSigHandler(
                    DBusMatchRuleBuilder.create()
                            .withType("signal")
                            .withSender(connection.getDBusOwnerName(BLUEZ))
                            .build(),
                    handler);
            Adapter1 adapter =
                    connection.getRemoteObject(BLUEZ, new DBusPath("/org/bluez/hci0").getPath(), Adapter1.class);
            adapter.SetDiscoveryFilter(Map.of("Transport", new Variant<>("le")));
            adapter.StartDiscovery();
            tally.await();
        }
        tally.print();
        System.exit(0);
    }

    private static void count(DBusSignal signal, Tally tally) {
        try {
            if (DeviceSignal.DEVICE.equals(signal.getParameters()[0])) {
                tally.heard();
            }
        } catch (DBusException e) {
            throw new IllegalStateException(e);
        }
    }
}
