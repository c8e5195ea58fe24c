// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.things.feed;

import org.jspecify.annotations.NullMarked;
