// SPDX-License-Identifier: Apache-2.0
/** YAML with places: every value knows where it stands. */
@NullMarked
package org.ravning.profile.declarative.yaml;

import org.jspecify.annotations.NullMarked;
