// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/**
 * The state of one connection.
 *
 * <pre>
 *   Connected(mtu) --(mtu changes)--&gt; Connected(mtu) --(link ends)--&gt; Disconnected(reason)
 * </pre>
 *
 * <p>Disconnected is final: connecting again makes a new connection.
 */
public sealed interface ConnectionState {
    /**
     * The link is up.
     *
     * @param mtu the ATT MTU in bytes, 23 to 517
     */
    record Connected(int mtu) implements ConnectionState {}

    /**
     * The link has ended.
     *
     * @param reason why
     */
    record Disconnected(DisconnectReason reason) implements ConnectionState {}
}
