// SPDX-License-Identifier: Apache-2.0
/** Requests to the bridge itself. */
@NullMarked
package org.ravning.mqtt.request;

import org.jspecify.annotations.NullMarked;
