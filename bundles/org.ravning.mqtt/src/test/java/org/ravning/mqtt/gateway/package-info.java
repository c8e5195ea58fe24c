// SPDX-License-Identifier: Apache-2.0
/** Tests of this package. */
@NullMarked
package org.ravning.mqtt.gateway;

import org.jspecify.annotations.NullMarked;
