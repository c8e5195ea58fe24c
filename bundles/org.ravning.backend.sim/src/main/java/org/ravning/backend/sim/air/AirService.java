// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.ravning.api.BleUuid;

/**
 * A service of a simulated device.
 *
 * @param uuid its type
 * @param handle its handle
 * @param primary whether it is a primary service
 * @param characteristics its characteristics, in handle order
 */
public record AirService(UUID uuid, int handle, boolean primary, List<AirCharacteristic> characteristics) {
    /** Copies the list. */
    public AirService {
        characteristics = List.copyOf(characteristics);
    }

    /** Plans a service; not for use by several threads at once. */
    public static final class Builder {
        private final UUID uuid;
        private boolean primary = true;
        private final List<AirCharacteristic.Builder> characteristics = new ArrayList<>();

        /** Begins the plan of a primary service without characteristics. */
        public Builder(UUID uuid) {
            this.uuid = uuid;
        }

        /** Sets whether it is a primary service. */
        public Builder primary(boolean is) {
            primary = is;
            return this;
        }

        /** Adds a characteristic. */
        public Builder characteristic(String type, Consumer<AirCharacteristic.Builder> plan) {
            return characteristic(BleUuid.parse(type), plan);
        }

        /** Adds a characteristic. */
        public Builder characteristic(UUID type, Consumer<AirCharacteristic.Builder> plan) {
            AirCharacteristic.Builder builder = new AirCharacteristic.Builder(type);
            plan.accept(builder);
            characteristics.add(builder);
            return this;
        }

        AirService build(AirDevice device, Handles handles) {
            int handle = handles.next();
            List<AirCharacteristic> built = new ArrayList<>();
            characteristics.forEach(plan -> built.add(plan.build(device, handles)));
            return new AirService(uuid, handle, primary, built);
        }
    }
}
