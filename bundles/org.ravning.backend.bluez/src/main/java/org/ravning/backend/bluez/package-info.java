// SPDX-License-Identifier: Apache-2.0
/** Linux: the bluetoothd daemon over D-Bus. */
@NullMarked
package org.ravning.backend.bluez;

import org.jspecify.annotations.NullMarked;
