// SPDX-License-Identifier: Apache-2.0
/** Numbers that change with time, and the payloads made of them. */
@NullMarked
package org.ravning.backend.sim.signal;

import org.jspecify.annotations.NullMarked;
