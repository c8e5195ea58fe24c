// SPDX-License-Identifier: Apache-2.0
/** Profile for iBeacon, AltBeacon and Eddystone. */
@NullMarked
package org.ravning.profile.beacons;

import org.jspecify.annotations.NullMarked;
