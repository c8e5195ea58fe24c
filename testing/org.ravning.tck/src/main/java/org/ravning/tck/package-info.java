// SPDX-License-Identifier: Apache-2.0
/** The backend contract as abstract JUnit classes, one test for each rule. */
@NullMarked
package org.ravning.tck;

import org.jspecify.annotations.NullMarked;
