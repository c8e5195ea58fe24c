// SPDX-License-Identifier: Apache-2.0
/** The Karaf distribution, booted as it is shipped. */
@NullMarked
package org.ravning.itest.karaf;

import org.jspecify.annotations.NullMarked;
