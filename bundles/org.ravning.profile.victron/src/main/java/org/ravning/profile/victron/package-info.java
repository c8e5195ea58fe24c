// SPDX-License-Identifier: Apache-2.0
/** Profile for Victron Energy's instant readout. */
@NullMarked
package org.ravning.profile.victron;

import org.jspecify.annotations.NullMarked;
