// SPDX-License-Identifier: Apache-2.0
/** What the user sets: bounds, which devices are welcome, and their keys. */
@NullMarked
package org.ravning.things.setting;

import org.jspecify.annotations.NullMarked;
