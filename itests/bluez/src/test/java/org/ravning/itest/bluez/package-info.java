// SPDX-License-Identifier: Apache-2.0
/** The suites that run in the guest. */
@NullMarked
package org.ravning.itest.bluez;

import org.jspecify.annotations.NullMarked;
