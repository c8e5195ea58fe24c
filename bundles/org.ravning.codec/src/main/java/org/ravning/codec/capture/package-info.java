// SPDX-License-Identifier: Apache-2.0
/** Captures of advertisements: the fields of their lines, and what btsnoop files hold. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.codec.capture;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
