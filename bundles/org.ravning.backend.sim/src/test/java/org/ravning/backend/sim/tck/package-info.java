// SPDX-License-Identifier: Apache-2.0
/** The simulated air against the contract. */
@NullMarked
package org.ravning.backend.sim.tck;

import org.jspecify.annotations.NullMarked;
