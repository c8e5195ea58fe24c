// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import java.util.Set;
import java.util.UUID;
import org.ravning.api.ScanMode;

/**
 * What core asks of a radio's scan.
 *
 * @param mode active or passive
 * @param serviceUuids a hint: only devices that advertise one of these are wanted; empty means all. More may be reported.
 */
public record RadioScan(ScanMode mode, Set<UUID> serviceUuids) {
    /** Copies the set. */
    public RadioScan {
        serviceUuids = Set.copyOf(serviceUuids);
    }
}
