// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.backend.feed.frame;

import org.jspecify.annotations.NullMarked;
