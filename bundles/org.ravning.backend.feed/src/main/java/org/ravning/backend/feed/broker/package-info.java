// SPDX-License-Identifier: Apache-2.0
/** The connection to the broker. */
@NullMarked
package org.ravning.backend.feed.broker;

import org.jspecify.annotations.NullMarked;
