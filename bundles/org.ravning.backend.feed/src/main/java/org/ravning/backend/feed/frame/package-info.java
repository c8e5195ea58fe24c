// SPDX-License-Identifier: Apache-2.0
/** What gateways publish, read. */
@NullMarked
package org.ravning.backend.feed.frame;

import org.jspecify.annotations.NullMarked;
