// SPDX-License-Identifier: Apache-2.0
/** Advertisements as heard. */
@NullMarked
package org.ravning.mqtt.advertisement;

import org.jspecify.annotations.NullMarked;
