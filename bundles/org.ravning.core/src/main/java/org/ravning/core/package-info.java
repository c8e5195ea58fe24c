// SPDX-License-Identifier: Apache-2.0
/** Adapters, scan fan-out, connection registry, per-link queue, deadlines, dispatch. */
@NullMarked
package org.ravning.core;

import org.jspecify.annotations.NullMarked;
