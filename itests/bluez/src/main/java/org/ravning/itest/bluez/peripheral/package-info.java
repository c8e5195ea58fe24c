// SPDX-License-Identifier: Apache-2.0
/** A GATT peripheral that a test plays on one adapter of bluetoothd and controls from the inside. */
@NullMarked
package org.ravning.itest.bluez.peripheral;

import org.jspecify.annotations.NullMarked;
