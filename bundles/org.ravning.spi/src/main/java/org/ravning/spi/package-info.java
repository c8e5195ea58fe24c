// SPDX-License-Identifier: Apache-2.0
/** What a backend implements, and the sinks that core hands it. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
