// SPDX-License-Identifier: Apache-2.0
/** The connection to the broker and what waits to be published through it. */
@NullMarked
package org.ravning.mqtt.session;

import org.jspecify.annotations.NullMarked;
