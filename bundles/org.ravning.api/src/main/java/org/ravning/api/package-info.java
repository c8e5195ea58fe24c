// SPDX-License-Identifier: Apache-2.0
/** Bluetooth Low Energy for applications: scanning, connecting and GATT, with blocking calls and deadlines. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
