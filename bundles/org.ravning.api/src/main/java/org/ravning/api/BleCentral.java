// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Connects to devices. A service; any thread may call. */
@ProviderType
public interface BleCentral {
    /**
     * Connects and discovers services. If the device was not heard lately it is searched for first, within the same
     * deadline. Callers that connect to one device at the same time share the attempt and the link; each gets a handle of
     * its own (contract C11).
     *
     * @throws BleUnavailableException if no adapter can be used
     * @throws BleConnectException if the connection cannot be made
     * @throws BlePairingException if the options ask for pairing and it fails
     * @throws BleTimeoutException if the deadline passes
     * @throws InterruptedException if the thread is interrupted; no link is left behind
     */
    BleConnection connect(DeviceId device, ConnectOptions options) throws BleException, InterruptedException;

    /**
     * Pairs with a device, so that both sides remember keys for each other; does nothing if they do already. Connects
     * for that as {@link #connect} does, and gives the link up afterwards. A deadline or an interrupt cancels the
     * pairing on the device too.
     *
     * @throws BleUnavailableException if no adapter can be used
     * @throws BleConnectException if the connection cannot be made or ends meanwhile
     * @throws BlePairingException if the pairing fails; its reason says how
     * @throws BleUnsupportedException if the operating system pairs in its own dialogues only
     * @throws BleTimeoutException if the deadline passes
     */
    void pair(DeviceId device, PairingOptions options) throws BleException, InterruptedException;

    /**
     * Has the operating system forget a device: its keys, its services, its name, and the link if there is one, whichever
     * program's it is. Returns whether any adapter knew it.
     *
     * @throws BleUnavailableException if no adapter can be used
     * @throws BleTimeoutException if the system does not answer within ten seconds
     */
    boolean forget(DeviceId device) throws BleException, InterruptedException;

    /**
     * Has the operating system drop what it remembers of a device's services, so that the next {@link #connect} learns
     * them from the device: for a device that has changed them unsaid, as after an update of its firmware. Returns
     * whether any adapter knew the device. The device must be heard again before it can be connected.
     *
     * <p>Systems drop the services of a paired device with its keys only, and of one that is connected not at all; both
     * are refused.
     *
     * @throws BleConnectException with reason {@code REFUSED} if the device is paired or connected; the message says
     *     what to do
     * @throws BleUnavailableException if no adapter can be used
     * @throws BleTimeoutException if the system does not answer within ten seconds
     */
    boolean forgetServices(DeviceId device) throws BleException, InterruptedException;

    /**
     * Returns the devices that the operating system remembers (paired, or marked as trusted) or is connected to, in the
     * order of adapters and identities. Nothing is sent on air.
     *
     * @throws BleUnavailableException if no adapter can be used
     * @throws BleTimeoutException if the system does not answer within ten seconds
     */
    List<KnownDevice> knownDevices() throws BleException, InterruptedException;

    /**
     * Keeps a device connected until the returned object is closed: connects, has the session prepare the connection, and
     * does both again when the link is lost, the device changed its services, or an attempt failed. Returns at once; how
     * it fares is told by the state. An adapter that is switched off or unplugged is waited for too.
     */
    ManagedConnection keepConnected(DeviceId device, ReconnectPolicy policy, ConnectionSession session);
}
