// SPDX-License-Identifier: Apache-2.0
/** JSON as it comes from strangers, and as it is published. */
@NullMarked
package org.ravning.mqtt.json;

import org.jspecify.annotations.NullMarked;
