// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a managed connection fares.
 *
 * <pre>
 *   Connecting --link, session established--&gt; Connected
 *      ^   |                                     |
 *      |   +--failed--&gt; Waiting &lt;--link lost-----+
 *      +---pause over----/                            (Closed: from any state, when closed or given up)
 * </pre>
 */
public sealed interface ManagedState {
    /**
     * The device is being searched for, connected and prepared.
     *
     * @param attempt the number of the attempt since the last connection, from 1
     */
    record Connecting(int attempt) implements ManagedState {}

    /**
     * The session is established.
     *
     * @param connection the connection; it is closed by who keeps it
     */
    record Connected(BleConnection connection) implements ManagedState {}

    /**
     * There is no connection, and there will be another attempt.
     *
     * @param pause how long until then
     * @param cause why there is none
     */
    record Waiting(Duration pause, BleException cause) implements ManagedState {}

    /**
     * Nothing more will be tried.
     *
     * @param cause why it was given up, or null if it was closed
     */
    record Closed(@Nullable BleException cause) implements ManagedState {}
}
