// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.declarative.decode;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ravning.api.Characteristic;
import org.ravning.api.GattDatabase;

/**
 * A characteristic of a kind of device.
 *
 * @param service the service that it belongs to, or null for the first characteristic of that type
 * @param characteristic its type
 */
public record GattTarget(@Nullable UUID service, UUID characteristic) {
    Optional<Characteristic> find(GattDatabase database) {
        return service == null
                ? database.characteristic(characteristic)
                : database.characteristic(service, characteristic);
    }
}
