// SPDX-License-Identifier: Apache-2.0
/** Tests of the MQTT bridge against a real broker. */
@NullMarked
package org.ravning.mqtt;

import org.jspecify.annotations.NullMarked;
