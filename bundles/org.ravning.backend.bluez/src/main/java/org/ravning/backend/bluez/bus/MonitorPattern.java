// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez.bus;

import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.ravning.api.Bytes;

/** What an AD structure must hold to be heard; the library marshals the fields by their positions. */
@SuppressWarnings("UnusedVariable") // read by reflection
public final class MonitorPattern extends Struct {
    @Position(0)
    private final byte start;

    @Position(1)
    private final byte type;

    @Position(2)
    private final byte[] content;

    /**
     * Creates it.
     *
     * @param start where in the data of the structure the content stands, 0 to 30
     * @param type the AD type
     * @param content the bytes
     */
    public MonitorPattern(int start, int type, Bytes content) {
        this.start = (byte) start;
        this.type = (byte) type;
        this.content = content.toArray();
    }
}
