// SPDX-License-Identifier: Apache-2.0
/** An in-memory air: virtual devices from a file. */
@NullMarked
package org.ravning.backend.sim;

import org.jspecify.annotations.NullMarked;
