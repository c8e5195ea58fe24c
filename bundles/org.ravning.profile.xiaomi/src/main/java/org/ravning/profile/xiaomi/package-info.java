// SPDX-License-Identifier: Apache-2.0
/** Profile for Xiaomi MiBeacon advertisements. */
@NullMarked
package org.ravning.profile.xiaomi;

import org.jspecify.annotations.NullMarked;
