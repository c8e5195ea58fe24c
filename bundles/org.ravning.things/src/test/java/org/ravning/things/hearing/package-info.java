// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.things.hearing;

import org.jspecify.annotations.NullMarked;
