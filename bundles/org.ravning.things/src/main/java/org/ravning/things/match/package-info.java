// SPDX-License-Identifier: Apache-2.0
/** Which profiles an advertisement is offered to. */
@NullMarked
package org.ravning.things.match;

import org.jspecify.annotations.NullMarked;
