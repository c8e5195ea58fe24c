// SPDX-License-Identifier: Apache-2.0
/** One discovery for each adapter, shared by all scans. */
@NullMarked
package org.ravning.core.scan;

import org.jspecify.annotations.NullMarked;
