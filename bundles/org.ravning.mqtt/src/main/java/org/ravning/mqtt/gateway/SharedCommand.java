// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import org.jspecify.annotations.Nullable;
import org.ravning.mqtt.transport.Message;

/**
 * A command or request that came to every gateway.
 *
 * @param key made of where its answer goes and its transaction; null without a transaction
 * @param thing the id of the thing that it is for; null if it is for no thing in particular
 * @param message as it came
 * @param responseTopic where its answer goes
 * @param arrived when it came here, by the monotonic clock
 * @param deadline when it must be answered
 */
record SharedCommand(
        @Nullable String key,
        @Nullable String thing,
        Message message,
        String responseTopic,
        long arrived,
        long deadline) {}
