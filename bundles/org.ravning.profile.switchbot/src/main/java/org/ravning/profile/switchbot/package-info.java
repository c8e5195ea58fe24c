// SPDX-License-Identifier: Apache-2.0
/** Profile for SwitchBot devices. */
@NullMarked
package org.ravning.profile.switchbot;

import org.jspecify.annotations.NullMarked;
