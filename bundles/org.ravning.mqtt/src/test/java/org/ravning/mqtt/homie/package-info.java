// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.ravning.mqtt.homie;

import org.jspecify.annotations.NullMarked;
