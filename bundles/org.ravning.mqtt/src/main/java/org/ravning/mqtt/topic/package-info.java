// SPDX-License-Identifier: Apache-2.0
/** The names of topics. */
@NullMarked
package org.ravning.mqtt.topic;

import org.jspecify.annotations.NullMarked;
