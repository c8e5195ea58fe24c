// SPDX-License-Identifier: Apache-2.0
package org.ravning.itest.bluez.bus;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.types.Variant;

/**
 * What all programs together hold of the system bus, as its daemon counts it (Debug.Stats, which Debian's offers).
 *
 * @param connections connections
 * @param matchRules rules that say which signals somebody wants
 */
public record BusUse(long connections, long matchRules) {
    private static final String DAEMON = "org.freedesktop.DBus";

    /** Asks the bus. */
    public static BusUse of(Bus bus) throws IOException {
        List<Object> answer = bus.call(DAEMON, "/org/freedesktop/DBus", DAEMON + ".Debug.Stats", "GetStats", null);
        Map<?, ?> figures = (Map<?, ?>) answer.get(0);
        return new BusUse(number(figures, "ActiveConnections"), number(figures, "MatchRules"));
    }

    private static long number(Map<?, ?> figures, String name) throws IOException {
        if (figures.get(name) instanceof Variant<?> figure && figure.getValue() instanceof Number number) {
            return number.longValue();
        }
        throw new IOException("the bus does not tell " + name + " but " + figures.keySet());
    }
}
