// SPDX-License-Identifier: Apache-2.0
/** The contract of backends, tested on a real bluetoothd. */
@NullMarked
package org.ravning.itest.bluez.tck;

import org.jspecify.annotations.NullMarked;
