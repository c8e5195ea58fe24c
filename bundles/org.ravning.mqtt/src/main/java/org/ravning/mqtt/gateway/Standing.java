// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.ArrayList;
import java.util.List;

/** How this gateway stands among the others. Guarded by the arbiter, but for {@link #isThere(long)}. */
record Standing(String id, OwnLease lease, Peers peers) {
    /** Says whether this gateway answers what is meant for no gateway in particular. */
    boolean leads(long now) {
        if (!lease.isReady(now)) {
            return false;
        }
        return peers.ready(now).stream().noneMatch(peer -> peer.compareTo(id) < 0);
    }

    boolean isMe(String gateway) {
        return gateway.equals(id);
    }

    /** Says whether that gateway is there. */
    boolean isThere(String gateway, long now) {
        return gateway.equals(id) ? lease.isReady(now) : peers.isLive(gateway, now);
    }

    /** Returns the gateways that take part, in order. */
    List<String> gateways(long now) {
        List<String> all = new ArrayList<>(peers.ready(now));
        if (lease.isReady(now)) {
            all.add(id);
        }
        all.sort(null);
        return all;
    }

    boolean hasTwin(long now) {
        return lease.hasTwin(now);
    }

    boolean yieldsToTwin(long now) {
        return lease.yieldsToTwin(now);
    }

    /** Says whether others can hear this gateway. Any thread may ask. */
    boolean isThere(long now) {
        return lease.isValid(now);
    }
}
