// SPDX-License-Identifier: Apache-2.0
/** Measures the whole path of an advertisement, from the bus to an application's listener, beside other programs. */
@NullMarked
package org.ravning.benchmark;

import org.jspecify.annotations.NullMarked;
