// SPDX-License-Identifier: Apache-2.0
/** Pure bytes: AD structures, the names of UUIDs and companies, and the number formats of the Bluetooth SIG. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.codec;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
