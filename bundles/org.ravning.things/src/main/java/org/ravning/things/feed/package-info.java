// SPDX-License-Identifier: Apache-2.0
/** How listeners hear of things: in order, bounded, and each at its own pace. */
@NullMarked
package org.ravning.things.feed;

import org.jspecify.annotations.NullMarked;
