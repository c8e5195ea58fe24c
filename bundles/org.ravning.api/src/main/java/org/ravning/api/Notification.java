// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.time.Instant;

/**
 * A value that a characteristic sent by itself.
 *
 * @param characteristic which sent it
 * @param value the value
 * @param at when it was received
 */
public record Notification(Characteristic characteristic, Bytes value, Instant at) {}
