// SPDX-License-Identifier: Apache-2.0
/** A profile for any device, asked for by its address. */
@NullMarked
package org.ravning.profile.generic;

import org.jspecify.annotations.NullMarked;
