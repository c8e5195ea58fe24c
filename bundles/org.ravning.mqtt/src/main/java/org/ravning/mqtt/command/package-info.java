// SPDX-License-Identifier: Apache-2.0
/** Commands and their responses. */
@NullMarked
package org.ravning.mqtt.command;

import org.jspecify.annotations.NullMarked;
