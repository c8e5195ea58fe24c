// SPDX-License-Identifier: Apache-2.0
/** Time as it is given to this bundle, so that tests can turn the clock. */
@NullMarked
package org.ravning.things.time;

import org.jspecify.annotations.NullMarked;
