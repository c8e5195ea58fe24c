// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ravning.api.Bytes;
import org.ravning.api.Characteristic;
import org.ravning.api.DisconnectReason;
import org.ravning.backend.sim.air.AirLinkListener;
import org.ravning.spi.LinkEvents;

/** Passes on what a link of the air tells, in terms of core's characteristics. */
final class SimLinkEvents implements AirLinkListener {
    private final LinkEvents sink;
    private final Map<Integer, Characteristic> subscribed = new ConcurrentHashMap<>();

    SimLinkEvents(LinkEvents sink) {
        this.sink = sink;
    }

    void subscribing(Characteristic characteristic) {
        subscribed.put(characteristic.handle(), characteristic);
    }

    @Override
    public void notification(int handle, Bytes value) {
        Characteristic characteristic = subscribed.get(handle);
        if (characteristic != null) {
            sink.notification(characteristic, value);
        }
    }

    @Override
    public void mtuChanged(int mtu) {
        sink.mtuChanged(mtu);
    }

    @Override
    public void servicesChanged() {
        sink.servicesChanged();
    }

    @Override
    public void ended(DisconnectReason reason, String detail) {
        sink.disconnected(reason, detail);
    }
}
