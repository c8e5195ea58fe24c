// SPDX-License-Identifier: Apache-2.0
/** Things and raw BLE on MQTT; Home Assistant discovery. */
@NullMarked
package org.ravning.mqtt;

import org.jspecify.annotations.NullMarked;
