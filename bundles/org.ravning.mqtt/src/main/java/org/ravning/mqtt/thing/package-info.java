// SPDX-License-Identifier: Apache-2.0
/** Things on MQTT: state, availability, events. */
@NullMarked
package org.ravning.mqtt.thing;

import org.jspecify.annotations.NullMarked;
