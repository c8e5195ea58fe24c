// SPDX-License-Identifier: Apache-2.0
/** A backend whose every answer a test gives by hand. */
@NullMarked
package org.ravning.testkit.fake;

import org.jspecify.annotations.NullMarked;
