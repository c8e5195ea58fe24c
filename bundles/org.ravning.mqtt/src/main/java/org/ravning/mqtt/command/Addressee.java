// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.command;

import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.transport.Message;

/**
 * Where the answer to a command goes.
 *
 * @param topic the topic of answers, for everybody to see
 * @param reply where the sender wants the answer as well (MQTT 5), if it said so
 */
public record Addressee(String topic, Message.@Nullable Reply reply) {}
