// SPDX-License-Identifier: Apache-2.0
/** Profile for thermometers with the ATC and pvvx firmwares. */
@NullMarked
package org.ravning.profile.atc;

import org.jspecify.annotations.NullMarked;
