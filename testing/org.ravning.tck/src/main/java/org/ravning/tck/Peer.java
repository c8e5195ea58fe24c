// SPDX-License-Identifier: Apache-2.0
package org.ravning.tck;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.ravning.api.AdvertisingData;
import org.ravning.api.Bytes;
import org.ravning.api.DeviceId;
import org.ravning.spi.Backend;

/**
 * The other end of the radio: a peripheral with the services of {@link PeerGatt}, played within reach of the backend
 * under test and controlled by the test. Calls may take a while, and have had their effect when they return.
 *
 * <p>It connects to anybody, stops advertising while connected, and advertises again afterwards.
 */
public interface Peer extends AutoCloseable {
    /** Something that not every peer can play; the tests that need it are skipped elsewhere. */
    enum Feature {
        /** {@link #powerAdapter}. */
        POWER,
        /** {@link #plugAdapter}. */
        PLUG,
        /** {@link #sendMalformed}. */
        MALFORMED,
        /** {@link #changeServices}. */
        SERVICES_CHANGED
    }

    /** Returns the backend under test, not started. It has one adapter that is on. */
    Backend backend();

    /** Returns the identity under which the backend hears this peer. */
    DeviceId device();

    /** Says whether it can play this. */
    boolean can(Feature feature);

    /**
     * Advertises this again and again from now on, connectably, and nothing of earlier calls: name, service UUIDs, service
     * data and manufacturer data. All of it fits into one packet and its scan response.
     */
    void advertise(AdvertisingData data) throws Exception;

    /** Stops advertising until told otherwise. */
    void stopAdvertising() throws Exception;

    /** Sends something once that is no well-formed advertisement. */
    default void sendMalformed() throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Sets the value that reads return. */
    void value(UUID attribute, Bytes value) throws Exception;

    /** Returns what was written since {@link #reset}, in order. A long write is one value. */
    List<Bytes> writes(UUID attribute);

    /** Returns how many bytes it accepts in one write command or request, which should be 512. */
    default int longestWrite() {
        return 512;
    }

    /** Returns how many read requests have arrived since {@link #reset}, those that stall included. */
    long reads(UUID attribute);

    /** Answers reads that come from now on only after {@link #release}. */
    void stallReads(UUID attribute) throws Exception;

    /** Answers the reads that stall, and later ones at once. */
    void release(UUID attribute) throws Exception;

    /** Sends a value, as notification or indication, to whoever subscribed. Values sent in a row arrive in that order. */
    void send(UUID characteristic, Bytes value) throws Exception;

    /** Says whether notifications or indications are enabled now. */
    boolean isSubscribed(UUID characteristic);

    /** Says whether a central is connected. */
    boolean isConnected() throws Exception;

    /** Ends the link from its side. */
    void disconnect() throws Exception;

    /** Goes out of range. */
    void vanish() throws Exception;

    /** Comes back into range and advertises what it did last. */
    void comeBack() throws Exception;

    /** Changes its services and tells connected centrals; {@link #reset} brings the old ones back. */
    default void changeServices() throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Switches the adapter of the backend under test. */
    default void powerAdapter(boolean on) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Plugs the adapter of the backend under test in or out. */
    default void plugAdapter(boolean in) throws Exception {
        throw new UnsupportedOperationException();
    }

    /** Forgets writes and counts; first values, no stalls, adapter plugged and on, in range, not advertising. */
    void reset() throws Exception;

    /** Returns what the backend holds in the system now (connections, match rules, ...), by name. */
    default Map<String, Long> resources() throws Exception {
        return Map.of();
    }

    /** Ends the peer, not the backend. */
    @Override
    void close() throws Exception;
}
