// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gatt;

import java.util.List;
import java.util.UUID;
import org.ravning.api.BleUuid;
import org.ravning.api.DeviceId;
import org.ravning.mqtt.json.BadPayloadException;

/**
 * A characteristic of a device as a topic names it.
 *
 * @param topic the topic as its user wrote it, on which values and answers come back
 * @param device the device
 * @param service the service
 * @param characteristic the characteristic
 */
record GattTarget(String topic, DeviceId device, UUID service, UUID characteristic) {
    /** Reads {@code <address>/<service>/<characteristic>}. */
    static GattTarget of(String topic, List<String> levels) throws BadPayloadException {
        try {
            return new GattTarget(
                    topic, DeviceId.parse(levels.get(0)), BleUuid.parse(levels.get(1)), BleUuid.parse(levels.get(2)));
        } catch (IllegalArgumentException e) {
            throw new BadPayloadException("topic: " + e.getMessage());
        }
    }

    /** Returns where answers go. */
    String responseTopic() {
        return topic + "/response";
    }

    /** Returns the characteristic as people read it. */
    String name() {
        return BleUuid.shortText(service) + "/" + BleUuid.shortText(characteristic);
    }
}
