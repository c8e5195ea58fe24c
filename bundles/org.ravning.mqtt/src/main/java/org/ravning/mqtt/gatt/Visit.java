// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.time.Clock;
import java.time.Duration;
import org.ravning.api.BleConnection;
import org.ravning.api.BleException;
import org.ravning.api.Characteristic;
import org.ravning.api.NotificationListener;
import org.ravning.api.PairingAgent;
import org.ravning.mqtt.session.Publisher;

/** What a task has of the lane while it is its turn. */
interface Visit {
    /** Connects, unless there is a connection; its operations may take as long as the task has left. */
    BleConnection connection() throws BleException, InterruptedException;

    /** Pairs, unless it is paired; connects for that, and leaves the connection as one for this lane. */
    void pair(PairingAgent agent) throws BleException, InterruptedException;

    /** Has the system forget the device, its keys included, and ends the connection; returns whether it was known. */
    boolean forget() throws BleException, InterruptedException;

    /** Ends the connection, subscriptions included, if there is one. */
    void disconnect();

    /** Has the connection kept until it is lost or {@link #disconnect} is called. */
    void hold();

    /** Forwards what a characteristic sends until it is ended, beyond this task; the same again changes nothing. */
    void subscribe(GattTarget target, Characteristic characteristic, NotificationListener listener)
            throws BleException, InterruptedException;

    /** Ends the forwarding. */
    void unsubscribe(GattTarget target);

    /** Says that the connection may be given up after a while if nobody needs it. */
    void idleLater();

    /** Returns how much time is left, a millisecond at least. */
    Duration left();

    Clock clock();

    Publisher publisher();
}
