// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.osgi.annotation.versioning.ConsumerType;

/** Hears how a managed connection fares. A listener that throws is logged and kept. */
@ConsumerType
@FunctionalInterface
public interface ManagedConnectionListener {
    /** Takes the state. */
    void onState(ManagedState state);
}
