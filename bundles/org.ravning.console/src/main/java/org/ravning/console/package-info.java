// SPDX-License-Identifier: Apache-2.0
/** Commands in the framework's shell: ble:scan, ble:connect, ble:read, thing:list. */
@NullMarked
package org.ravning.console;

import org.jspecify.annotations.NullMarked;
