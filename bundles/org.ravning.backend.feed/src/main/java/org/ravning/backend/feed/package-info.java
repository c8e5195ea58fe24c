// SPDX-License-Identifier: Apache-2.0
/** Gateways on an MQTT broker as radios. */
@NullMarked
package org.ravning.backend.feed;

import org.jspecify.annotations.NullMarked;
