// SPDX-License-Identifier: Apache-2.0
/** The gateway and its command line as processes of their own. */
@NullMarked
package org.ravning.itest.gateway;

import org.jspecify.annotations.NullMarked;
