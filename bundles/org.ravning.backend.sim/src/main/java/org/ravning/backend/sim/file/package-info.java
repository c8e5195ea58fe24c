// SPDX-License-Identifier: Apache-2.0
/** Reads the file that describes an air; docs/simulator.md is its manual. */
@NullMarked
package org.ravning.backend.sim.file;

import org.jspecify.annotations.NullMarked;
