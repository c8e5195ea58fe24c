// SPDX-License-Identifier: Apache-2.0
/** From YAML to the compiled form; every mistake is told with its place. */
@NullMarked
package org.ravning.profile.declarative.language;

import org.jspecify.annotations.NullMarked;
