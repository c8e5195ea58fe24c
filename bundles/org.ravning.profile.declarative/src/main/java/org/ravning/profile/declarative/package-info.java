// SPDX-License-Identifier: Apache-2.0
/** Profiles written in YAML, as services and for plain JARs. */
@NullMarked
package org.ravning.profile.declarative;

import org.jspecify.annotations.NullMarked;
