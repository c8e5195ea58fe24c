// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.things.match;

import org.jspecify.annotations.NullMarked;
