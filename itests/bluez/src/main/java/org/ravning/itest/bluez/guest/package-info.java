// SPDX-License-Identifier: Apache-2.0
/** What runs in the guest: the test launcher, and control over daemon and controllers. */
@NullMarked
package org.ravning.itest.bluez.guest;

import org.jspecify.annotations.NullMarked;
