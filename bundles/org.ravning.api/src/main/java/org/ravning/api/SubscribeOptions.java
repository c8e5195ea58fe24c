// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

/**
 * How a subscription to a characteristic works.
 *
 * @param queueCapacity how many values may wait for a slow listener, 1 to 1,000,000
 * @param overflow which are lost when that queue is full
 * @param preferIndications whether to take indications where the characteristic offers notifications too
 */
public record SubscribeOptions(int queueCapacity, Overflow overflow, boolean preferIndications) {
    /** Room for 1,024 values, the oldest lost first, notifications preferred. */
    public static final SubscribeOptions DEFAULT = new SubscribeOptions(1024, Overflow.DROP_OLDEST, false);

    /** Checks the capacity. */
    public SubscribeOptions {
        if (queueCapacity < 1 || queueCapacity > 1_000_000) {
            throw new IllegalArgumentException("queue capacity is 1 to 1000000, not " + queueCapacity);
        }
    }
}
