// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.things.record;

import org.jspecify.annotations.NullMarked;
