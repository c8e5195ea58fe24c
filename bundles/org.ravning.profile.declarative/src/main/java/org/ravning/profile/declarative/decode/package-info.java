// SPDX-License-Identifier: Apache-2.0
/** The compiled form of a profile: immutable steps from bytes to readings. */
@NullMarked
package org.ravning.profile.declarative.decode;

import org.jspecify.annotations.NullMarked;
