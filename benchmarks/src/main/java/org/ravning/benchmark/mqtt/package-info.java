// SPDX-License-Identifier: Apache-2.0
/** The path from the air to a subscriber of a broker. */
@NullMarked
package org.ravning.benchmark.mqtt;

import org.jspecify.annotations.NullMarked;
