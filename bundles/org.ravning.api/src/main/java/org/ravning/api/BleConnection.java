// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A connection to a device, with its services discovered.
 *
 * <p>Any thread may call. The operations of one device run one at a time in call order (contract C2). Each waits at most
 * its deadline, ends early when the thread is interrupted (an operation that waits for its turn is then never sent), and
 * fails with {@link BleDisconnectedException} when the link is lost. From within a listener they throw
 * {@link IllegalStateException}. After {@link #close()} they throw {@link IllegalStateException}.
 */
@ProviderType
public interface BleConnection extends AutoCloseable {
    /** Returns the device. */
    DeviceId device();

    /** Returns the adapter that holds the link. */
    AdapterId adapter();

    /** Returns the state now. */
    ConnectionState state();

    /** Calls the listener at each change of state, beginning with the state now. */
    Subscription onStateChange(ConnectionListener listener);

    /** Returns the services as discovered when the link came up. */
    GattDatabase gatt();

    /**
     * Reads a value; long values are read whole.
     *
     * @throws GattException if the device or the system refuses
     * @throws BleTimeoutException if the deadline passes
     * @throws BleDisconnectedException if the link is or gets lost
     * @throws IllegalArgumentException if the attribute is not of this connection
     */
    Bytes read(Attribute attribute) throws BleException, InterruptedException;

    /**
     * Returns the value that was read last over this link, by whomever, or that the device last sent by itself; nothing if
     * there was none since it came up or since the services changed. Nothing goes on air, and no listener hears of it. A
     * value that was written counts only once it is read.
     *
     * @throws IllegalArgumentException if the attribute is not of this connection
     */
    Optional<Bytes> lastValue(Attribute attribute);

    /**
     * Asks how strongly the device is received now, in dBm, -127 to 20.
     *
     * @throws BleUnsupportedException if the system does not tell ({@link Capability#LINK_RSSI}); what the device
     *     advertised last was as strong as {@link BleScanner#lastHeard} says
     * @throws BleTimeoutException if the deadline passes
     * @throws BleDisconnectedException if the link is or gets lost
     */
    int rssi() throws BleException, InterruptedException;

    /**
     * Writes a value. A write with response has succeeded when this returns; one without response was handed to the
     * radio. A value longer than {@link #maxWriteLength} is refused before anything is sent (contract C20).
     *
     * @throws GattException if the device or the system refuses
     * @throws BleTimeoutException if the deadline passes
     * @throws BleDisconnectedException if the link is or gets lost
     * @throws IllegalArgumentException if the attribute is not of this connection, or is the Client Characteristic
     *     Configuration descriptor
     */
    void write(Attribute attribute, Bytes value, WriteMode mode) throws BleException, InterruptedException;

    /**
     * Has the device send its values to the listener. The first subscription of a characteristic enables this on the
     * device, the last to close disables it; a value sent at the moment of enabling is not lost (contract C8).
     *
     * @throws GattException if the characteristic does not send values, or the device or the system refuses
     * @throws BleTimeoutException if the deadline passes
     * @throws BleDisconnectedException if the link is or gets lost
     */
    Subscription subscribe(Characteristic characteristic, NotificationListener listener, SubscribeOptions options)
            throws BleException, InterruptedException;

    /** Returns a view of this connection with another deadline for each operation; closing it closes this one. */
    BleConnection withTimeout(Duration perOperation);

    /** Returns the longest value, in bytes, that a write of this mode can carry now. */
    int maxWriteLength(WriteMode mode);

    /**
     * Gives this handle up; the link ends with its last handle (contract C11). Idempotent, waits a few seconds at most,
     * throws nothing.
     */
    @Override
    void close();
}
