// SPDX-License-Identifier: Apache-2.0
/** Backends and their adapters, as they come and go. */
@NullMarked
package org.ravning.core.adapter;

import org.jspecify.annotations.NullMarked;
