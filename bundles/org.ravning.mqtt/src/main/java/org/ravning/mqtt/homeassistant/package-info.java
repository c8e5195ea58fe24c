// SPDX-License-Identifier: Apache-2.0
/** Home Assistant's MQTT discovery. */
@NullMarked
package org.ravning.mqtt.homeassistant;

import org.jspecify.annotations.NullMarked;
