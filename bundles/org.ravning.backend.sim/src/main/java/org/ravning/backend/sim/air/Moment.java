// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a payload is asked for its bytes.
 *
 * @param elapsed the time since the air first ran, never negative
 * @param event what is being announced, or null in a regular advertisement and in GATT
 */
public record Moment(Duration elapsed, @Nullable Event event) {}
