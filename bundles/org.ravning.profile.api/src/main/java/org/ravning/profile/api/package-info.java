// SPDX-License-Identifier: Apache-2.0
/** Things with properties, readings and commands, and what a profile implements to describe them. */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.profile.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
