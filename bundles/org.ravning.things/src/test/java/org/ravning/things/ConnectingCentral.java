// SPDX-License-Identifier: Apache-2.0
package org.ravning.things;

import java.util.List;
import org.ravning.api.BleCentral;
import org.ravning.api.ConnectionSession;
import org.ravning.api.DeviceId;
import org.ravning.api.KnownDevice;
import org.ravning.api.ManagedConnection;
import org.ravning.api.PairingOptions;
import org.ravning.api.ReconnectPolicy;

/** A central of which things use one method only. */
abstract class ConnectingCentral implements BleCentral {
    @Override
    public final void pair(DeviceId device, PairingOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final boolean forget(DeviceId device) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final boolean forgetServices(DeviceId device) {
        throw new UnsupportedOperationException();
    }

    @Override
    public final List<KnownDevice> knownDevices() {
        throw new UnsupportedOperationException();
    }

    @Override
    public final ManagedConnection keepConnected(DeviceId device, ReconnectPolicy policy, ConnectionSession session) {
        throw new UnsupportedOperationException();
    }
}
