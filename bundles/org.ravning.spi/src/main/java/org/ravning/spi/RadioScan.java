// SPDX-License-Identifier: Apache-2.0
package org.ravning.spi;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ravning.api.PlatformOptions;
import org.ravning.api.ScanMode;

/**
 * What core asks of a radio's scan, on behalf of all scans of applications that share it.
 *
 * @param mode active or passive
 * @param serviceUuids a hint: only devices that advertise one of these are wanted; empty means all. More may be reported.
 * @param wants what each of those scans wants, without repetition; each must be served
 */
public record RadioScan(ScanMode mode, Set<UUID> serviceUuids, Set<Want> wants) {
    /**
     * What one scan of an application wants.
     *
     * @param serviceUuids as above
     * @param platform its options for this backend, mostly none
     */
    public record Want(Set<UUID> serviceUuids, List<PlatformOptions> platform) {
        /** Copies the collections. */
        public Want {
            serviceUuids = Set.copyOf(serviceUuids);
            platform = List.copyOf(platform);
        }
    }

    /** Copies the sets. */
    public RadioScan {
        serviceUuids = Set.copyOf(serviceUuids);
        wants = Set.copyOf(wants);
    }

    /** Creates what one scan without options asks for. */
    public RadioScan(ScanMode mode, Set<UUID> serviceUuids) {
        this(mode, serviceUuids, Set.of(new Want(serviceUuids, List.of())));
    }

    /** Returns the different options that scans have; an empty list stands for those without. */
    public Set<List<PlatformOptions>> platforms() {
        return wants.stream().map(Want::platform).collect(Collectors.toSet());
    }
}
