// SPDX-License-Identifier: Apache-2.0
/** How the parts of a running gateway say how they are. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.api.health;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
