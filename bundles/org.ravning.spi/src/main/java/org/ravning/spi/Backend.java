// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The way to one operating system's Bluetooth. A whiteboard service in OSGi; outside, a {@link BackendFactory} makes it.
 *
 * <p>Core starts a backend when it appears and stops it when it leaves. No method may block for long: what waits, waits
 * on the backend's own threads.
 */
@ConsumerType
public interface Backend {
    /** Returns its name: lower case, such as {@code bluez}; the first part of its adapters' identities. */
    String name();

    /**
     * Begins to look for radios and keeps looking until {@link #stop()}: radios that come and go, and the system's
     * Bluetooth service going away and returning, are told to the sink. Tells a status soon, good or bad: core takes it
     * as "I have looked". Throws nothing for a system without Bluetooth; that is a status.
     */
    void start(BackendEvents events);

    /**
     * Ends every scan and link in the system, all threads and connections, within a second. Idempotent. Core has already
     * told the applications that the adapters are gone; after this returns no sink is called. A stopped backend may be
     * started again.
     */
    void stop();
}
