// SPDX-License-Identifier: Apache-2.0
/** The house rules, checked on the classes of all bundles. */
@NullMarked
package org.ravning.itest.architecture;

import org.jspecify.annotations.NullMarked;
