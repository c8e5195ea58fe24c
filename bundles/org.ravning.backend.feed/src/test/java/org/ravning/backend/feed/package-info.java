// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.backend.feed;

import org.jspecify.annotations.NullMarked;
