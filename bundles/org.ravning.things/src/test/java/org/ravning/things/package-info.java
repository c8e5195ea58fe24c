// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.things;

import org.jspecify.annotations.NullMarked;
