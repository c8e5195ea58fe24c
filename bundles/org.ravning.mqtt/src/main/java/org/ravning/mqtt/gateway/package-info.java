// SPDX-License-Identifier: Apache-2.0
/** Several gateways that share one base topic: who has which thing, and who carries out which command. */
@NullMarked
package org.ravning.mqtt.gateway;

import org.jspecify.annotations.NullMarked;
