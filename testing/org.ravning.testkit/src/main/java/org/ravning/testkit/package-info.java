// SPDX-License-Identifier: Apache-2.0
/** What tests share: clock, executors, fixtures. */
@NullMarked
package org.ravning.testkit;

import org.jspecify.annotations.NullMarked;
