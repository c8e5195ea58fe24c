// SPDX-License-Identifier: Apache-2.0
/** The ciphers that advertisements use, on top of the platform's AES. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.codec.crypto;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
