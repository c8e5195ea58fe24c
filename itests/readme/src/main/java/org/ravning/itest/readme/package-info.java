// SPDX-License-Identifier: Apache-2.0
/** The examples of the README. */
@NullMarked
package org.ravning.itest.readme;

import org.jspecify.annotations.NullMarked;
