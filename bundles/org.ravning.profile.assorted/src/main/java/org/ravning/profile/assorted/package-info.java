// SPDX-License-Identifier: Apache-2.0
/** Profile for sensors of many makers, each with a small format of its own. */
@NullMarked
package org.ravning.profile.assorted;

import org.jspecify.annotations.NullMarked;
