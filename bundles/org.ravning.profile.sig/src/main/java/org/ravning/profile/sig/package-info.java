// SPDX-License-Identifier: Apache-2.0
/** Profiles for services that the Bluetooth SIG defines. */
@NullMarked
package org.ravning.profile.sig;

import org.jspecify.annotations.NullMarked;
