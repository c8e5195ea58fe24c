// SPDX-License-Identifier: Apache-2.0
/** A D-Bus connection as the backend needs it: calls that answer later, signals in order, plain Java values. */
@NullMarked
package org.ravning.backend.bluez.bus;

import org.jspecify.annotations.NullMarked;
