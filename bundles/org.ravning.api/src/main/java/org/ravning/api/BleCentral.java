// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

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
     * @throws BleTimeoutException if the deadline passes
     * @throws InterruptedException if the thread is interrupted; no link is left behind
     */
    BleConnection connect(DeviceId device, ConnectOptions options) throws BleException, InterruptedException;
}
