// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import org.osgi.annotation.versioning.ConsumerType;

/** What an application sets up on each new connection of a managed one: above all its subscriptions. */
@ConsumerType
@FunctionalInterface
public interface ConnectionSession {
    /**
     * Prepares a fresh connection: subscribes, writes settings, reads first values. Subscriptions end with their
     * connection, and this is called again for the next; so they are restored. Runs on a thread of its own where
     * blocking calls are allowed, and is interrupted when the managed connection is closed. Need not close anything.
     *
     * @throws BleException if it cannot be prepared; the connection is then closed and tried anew after a pause
     */
    void establish(BleConnection connection) throws BleException, InterruptedException;
}
