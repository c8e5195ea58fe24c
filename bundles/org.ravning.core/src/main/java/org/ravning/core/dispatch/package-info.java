// SPDX-License-Identifier: Apache-2.0
/** Threads, bounded queues to listeners, and the turning of stages into calls. */
@NullMarked
package org.ravning.core.dispatch;

import org.jspecify.annotations.NullMarked;
