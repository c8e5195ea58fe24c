// SPDX-License-Identifier: Apache-2.0
/** What the bridge tells of itself: info, devices, profiles, health. */
@NullMarked
package org.ravning.mqtt.bridge;

import org.jspecify.annotations.NullMarked;
