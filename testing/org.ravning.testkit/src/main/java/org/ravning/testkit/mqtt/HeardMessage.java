// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.mqtt;

/**
 * A message as a client heard it.
 *
 * @param topic its topic
 * @param payload its payload, as text
 * @param qos how it was delivered
 * @param retained whether the broker had kept it
 */
public record HeardMessage(String topic, String payload, int qos, boolean retained) {}
