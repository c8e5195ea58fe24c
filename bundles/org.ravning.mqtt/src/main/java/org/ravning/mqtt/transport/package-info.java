// SPDX-License-Identifier: Apache-2.0
/** The MQTT client behind an interface of ours, so that another can take its place. */
@NullMarked
package org.ravning.mqtt.transport;

import org.jspecify.annotations.NullMarked;
