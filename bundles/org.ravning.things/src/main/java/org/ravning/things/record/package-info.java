// SPDX-License-Identifier: Apache-2.0
/** What is kept of things over a restart. */
@NullMarked
package org.ravning.things.record;

import org.jspecify.annotations.NullMarked;
