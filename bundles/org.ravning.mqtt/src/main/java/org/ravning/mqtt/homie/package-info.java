// SPDX-License-Identifier: Apache-2.0
/** Things by the Homie convention (homieiot.github.io), versions 4 and 5. */
@NullMarked
package org.ravning.mqtt.homie;

import org.jspecify.annotations.NullMarked;
