// SPDX-License-Identifier: Apache-2.0
/** A bluetoothd that does as the test says, on a D-Bus bus of the test's own. */
@NullMarked
package org.ravning.backend.bluez.script;

import org.jspecify.annotations.NullMarked;
