// SPDX-License-Identifier: Apache-2.0
/** What is learned from how a device is heard: its interval, and which frames came before. */
@NullMarked
package org.ravning.things.hearing;

import org.jspecify.annotations.NullMarked;
