// SPDX-License-Identifier: Apache-2.0
/** Decodes frames that come as text, without a radio. */
@NullMarked
package org.ravning.cli.decode;

import org.jspecify.annotations.NullMarked;
