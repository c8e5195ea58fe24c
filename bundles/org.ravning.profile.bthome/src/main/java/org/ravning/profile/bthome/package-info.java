// SPDX-License-Identifier: Apache-2.0
/** Profile for BTHome advertisements. */
@NullMarked
package org.ravning.profile.bthome;

import org.jspecify.annotations.NullMarked;
