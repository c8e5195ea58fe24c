// SPDX-License-Identifier: Apache-2.0
/** Tests of this package. */
@NullMarked
package org.ravning.mqtt.gatt;

import org.jspecify.annotations.NullMarked;
