// SPDX-License-Identifier: Apache-2.0
/** The things that are known, and what they told. */
@NullMarked
package org.ravning.things.table;

import org.jspecify.annotations.NullMarked;
