// SPDX-License-Identifier: Apache-2.0
/** Profile for RuuviTag advertisements. */
@NullMarked
package org.ravning.profile.ruuvi;

import org.jspecify.annotations.NullMarked;
