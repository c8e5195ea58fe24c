// SPDX-License-Identifier: Apache-2.0
/** Captured advertisements with the readings they must decode to. */
@NullMarked
package org.ravning.testkit.vector;

import org.jspecify.annotations.NullMarked;
