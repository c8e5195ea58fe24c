// SPDX-License-Identifier: Apache-2.0
/** Secrets of devices: the file that keeps them, and who is who by them. */
@NullMarked
package org.ravning.things.key;

import org.jspecify.annotations.NullMarked;
