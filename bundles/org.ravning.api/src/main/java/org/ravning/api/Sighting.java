// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Instant;

/**
 * When and how strongly a device was heard last.
 *
 * @param device the device, with the kind of address that it was heard with
 * @param adapter which adapter heard it
 * @param rssi in dBm, -127 to 20, or {@link Advertisement#RSSI_UNAVAILABLE}
 * @param at when
 */
public record Sighting(DeviceId device, AdapterId adapter, int rssi, Instant at) {}
