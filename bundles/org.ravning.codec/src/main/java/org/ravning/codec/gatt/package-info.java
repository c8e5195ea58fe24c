// SPDX-License-Identifier: Apache-2.0
/** What the values of well-known characteristics mean. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.codec.gatt;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
