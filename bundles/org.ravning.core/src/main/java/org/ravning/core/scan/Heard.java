// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.scan;

import java.time.Instant;
import org.ravning.api.DeviceId;

/**
 * The last time an adapter heard a device.
 *
 * @param device the device, with the kind of address it was heard with
 */
public record Heard(DeviceId device, int rssi, Instant at) {}
