// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.bluez;

import java.util.concurrent.CompletableFuture;
import org.ravning.backend.bluez.bus.Futures;
import org.ravning.spi.PairingEvents;

/**
 * The pairings that this program has asked for, one at a time: bluetoothd takes one agent from each D-Bus connection, and
 * what it can do is told when it is registered. Used on the loop only.
 */
final class BluezPairings {
    private final BluezDaemon daemon;
    private CompletableFuture<?> tail = CompletableFuture.completedFuture(null);

    BluezPairings(BluezDaemon daemon) {
        this.daemon = daemon;
    }

    /** Pairs when it is its turn. */
    BluezPairing add(BluezLink link, PairingEvents events) {
        BluezPairing pairing = new BluezPairing(daemon, link, events);
        CompletableFuture<?> before = tail;
        tail = pairing.settled();
        Futures.onEnd(before, (nothing, error) -> daemon.loop().execute(pairing::begin));
        return pairing;
    }
}
