// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.homeassistant;

import com.google.gson.JsonObject;

/**
 * One entity of a device.
 *
 * @param component which of Home Assistant's components shows it, such as {@code sensor}
 * @param objectId its name within the device
 * @param config what makes it differ from the device's other entities
 */
record Entity(String component, String objectId, JsonObject config) {}
