// SPDX-License-Identifier: Apache-2.0
/** An embedded MQTT broker, used only when no broker is configured. */
@NullMarked
package org.ravning.broker;

import org.jspecify.annotations.NullMarked;
