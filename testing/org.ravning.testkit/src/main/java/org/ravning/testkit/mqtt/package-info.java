// SPDX-License-Identifier: Apache-2.0
/** The rules that others made for what is on MQTT, as checks. */
@NullMarked
package org.ravning.testkit.mqtt;

import org.jspecify.annotations.NullMarked;
