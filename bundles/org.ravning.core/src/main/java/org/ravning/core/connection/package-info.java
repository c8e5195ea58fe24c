// SPDX-License-Identifier: Apache-2.0
/** Links to devices: found, shared, queued, and ended with a cause. */
@NullMarked
package org.ravning.core.connection;

import org.jspecify.annotations.NullMarked;
