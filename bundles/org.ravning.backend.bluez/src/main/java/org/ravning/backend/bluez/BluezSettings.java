// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.time.Duration;
import java.util.Map;
import org.freedesktop.dbus.connections.BusAddress;

/**
 * What can be set.
 *
 * @param busAddress the D-Bus address of the bus on which bluetoothd is
 * @param timing the deadlines and delays
 * @param parallelConnects how many links an adapter begins at once
 * @param powerCycle whether an adapter that scans and hears nothing any more may be switched off and on
 */
record BluezSettings(String busAddress, Timing timing, int parallelConnects, boolean powerCycle) {
    /** Settings with one connect at a time. */
    BluezSettings(String busAddress, Timing timing) {
        this(busAddress, timing, 1, false);
    }

    /** The setting of the bus address outside OSGi. */
    static final String BUS = "bluez.bus";
    /** The setting of {@link Timing#settle} outside OSGi, in milliseconds. */
    static final String SETTLE = "bluez.settle";
    /** The setting of {@link #parallelConnects} outside OSGi. */
    static final String PARALLEL_CONNECTS = "bluez.parallelConnects";
    /** The setting of {@link #powerCycle} outside OSGi. */
    static final String POWER_CYCLE = "bluez.powerCycle";

    private static final String DEFAULT_BUS = "unix:path=/run/dbus/system_bus_socket";

    /**
     * Reads the settings of an application; what is not set comes from the environment.
     *
     * @throws IllegalArgumentException if a value is not what may stand there
     */
    static BluezSettings of(Map<String, String> settings, Map<String, String> environment) {
        String address = settings.getOrDefault(BUS, "");
        if (address.isBlank()) {
            address = environment.getOrDefault("DBUS_SYSTEM_BUS_ADDRESS", "");
        }
        // An address may list alternatives; the first serves.
        String first = address.split(";", 2)[0].trim();
        String settle = settings.getOrDefault(SETTLE, "");
        return new BluezSettings(
                first.isEmpty() ? DEFAULT_BUS : checked(first),
                settle.isBlank()
                        ? Timing.DEFAULT
                        : Timing.DEFAULT.withSettle(Duration.ofMillis(number(SETTLE, settle, 10_000, "milliseconds"))),
                number(PARALLEL_CONNECTS, settings.getOrDefault(PARALLEL_CONNECTS, "1"), 16, "links"),
                yes(POWER_CYCLE, settings.getOrDefault(POWER_CYCLE, "false")));
    }

    private static boolean yes(String key, String text) {
        return switch (text.trim()) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw new IllegalArgumentException(key + ": neither true nor false: \"" + text + "\"");
        };
    }

    private static int number(String key, String text, int most, String unit) {
        try {
            int value = Integer.parseInt(text.trim());
            if (value > 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(
                key + ": not a number of " + unit + " from 1 to " + most + ": \"" + text + "\"");
    }

    private static String checked(String address) {
        try {
            BusAddress.of(address);
            return address;
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    BUS + ": not a D-Bus address: \"" + address + "\"; expected such as " + DEFAULT_BUS, e);
        }
    }

    /**
     * Deadlines and delays.
     *
     * @param retryMin the pause before the second try to reach the bus; it doubles each time
     * @param retryMax the longest pause between tries
     * @param call the deadline of a call that bluetoothd answers by itself
     * @param operation the deadline of a call that waits for the air; longer than bluetoothd's own (30 s by the
     *     specification of the Attribute Protocol), so that core's deadline or bluetoothd's decides
     * @param settle how long something that follows at once may take: a property after the answer, a reason after the
     *     end of a link; what tells a pulled adapter from one that is switched off may take twice as long
     * @param person the deadline of a call that waits for a person, as pairing does; core's is usually shorter
     * @param scanRetry the pause before discovery is started again when bluetoothd says it is in progress
     */
    record Timing(
            Duration retryMin,
            Duration retryMax,
            Duration call,
            Duration operation,
            Duration settle,
            Duration person,
            Duration scanRetry) {
        static final Timing DEFAULT = new Timing(
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMillis(250),
                Duration.ofMinutes(10),
                Duration.ofMillis(250));

        Timing withSettle(Duration other) {
            return new Timing(retryMin, retryMax, call, operation, other, person, scanRetry);
        }
    }
}
