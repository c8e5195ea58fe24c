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
     * The link is up. The limits are told together, anew when one of them changes.
     *
     * @param mtu the ATT MTU in bytes, 23 to 517
     * @param maxWriteWithResponse the longest value, in bytes, of a write with response
     * @param maxWriteWithoutResponse the longest value, in bytes, of a write without response
     */
    record Connected(int mtu, int maxWriteWithResponse, int maxWriteWithoutResponse) implements ConnectionState {
        private static final int LONGEST_VALUE = 512;
        private static final int HEADER = 3;

        /** Creates it with the limits that follow from the MTU. */
        public Connected(int mtu) {
            this(mtu, LONGEST_VALUE, mtu - HEADER);
        }
    }

    /**
     * The link has ended.
     *
     * @param reason why
     */
    record Disconnected(DisconnectReason reason) implements ConnectionState {}
}
