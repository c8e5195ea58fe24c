// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.things.setting;

import org.jspecify.annotations.NullMarked;
