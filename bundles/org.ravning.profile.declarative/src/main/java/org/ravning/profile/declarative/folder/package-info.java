// SPDX-License-Identifier: Apache-2.0
/** A folder of profiles, and what becomes of its files. */
@NullMarked
package org.ravning.profile.declarative.folder;

import org.jspecify.annotations.NullMarked;
