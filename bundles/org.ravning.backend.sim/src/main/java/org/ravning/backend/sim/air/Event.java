// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

/**
 * Something that happened to a device at one moment, such as the press of a button.
 *
 * @param source what it happened to, such as {@code button}
 * @param value what happened, such as {@code double_press}
 */
public record Event(String source, String value) {}
