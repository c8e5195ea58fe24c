// SPDX-License-Identifier: Apache-2.0
/** Links to devices: when to connect, what to read and to subscribe to, and commands. */
@NullMarked
package org.ravning.things.link;

import org.jspecify.annotations.NullMarked;
