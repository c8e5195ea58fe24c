// SPDX-License-Identifier: Apache-2.0
/** Raw GATT access. */
@NullMarked
package org.ravning.mqtt.gatt;

import org.jspecify.annotations.NullMarked;
