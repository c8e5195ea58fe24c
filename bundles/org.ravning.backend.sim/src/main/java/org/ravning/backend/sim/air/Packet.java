// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import org.ravning.api.Bytes;
import org.ravning.api.DeviceAddress;

/**
 * One packet that a device sent without being connected.
 *
 * @param sender the device's address
 * @param rssi how strong it arrives, in dBm
 * @param connectable whether it invites connections
 * @param scannable whether a scan response follows for who asks; the kind of packet tells that on air
 * @param scanResponse whether it answers a scan request, rather than being an advertisement
 * @param ad its AD structures, well-formed or not
 */
public record Packet(
        DeviceAddress sender, int rssi, boolean connectable, boolean scannable, boolean scanResponse, Bytes ad) {}
