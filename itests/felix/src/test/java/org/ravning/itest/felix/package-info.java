// SPDX-License-Identifier: Apache-2.0
/** The gateway's bundles inside the framework that ships with them, in this JVM. */
@NullMarked
package org.ravning.itest.felix;

import org.jspecify.annotations.NullMarked;
