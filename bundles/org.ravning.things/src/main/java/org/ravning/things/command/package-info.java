// SPDX-License-Identifier: Apache-2.0
/** Commands before they reach a link, and what is said of those that fail. */
@NullMarked
package org.ravning.things.command;

import org.jspecify.annotations.NullMarked;
