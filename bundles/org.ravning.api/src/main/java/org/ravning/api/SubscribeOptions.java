// SPDX-License-Identifier: Apache-2.0
package org.ravning.api;

import java.util.List;

/**
 * How a subscription to a characteristic works.
 *
 * @param queueCapacity how many values may wait for a slow listener, 1 to 1,000,000
 * @param overflow which are lost when that queue is full
 * @param preferIndications whether to take indications where the characteristic offers notifications too
 * @param platform options of single operating systems; each backend reads its own and ignores the others
 */
public record SubscribeOptions(
        int queueCapacity, Overflow overflow, boolean preferIndications, List<PlatformOptions> platform) {
    /** Room for 1,024 values, the oldest lost first, notifications preferred. */
    public static final SubscribeOptions DEFAULT = new SubscribeOptions(1024, Overflow.DROP_OLDEST, false);

    /** Creates options with nothing for a single operating system. */
    public SubscribeOptions(int queueCapacity, Overflow overflow, boolean preferIndications) {
        this(queueCapacity, overflow, preferIndications, List.of());
    }

    /** Checks the capacity and copies the list. */
    public SubscribeOptions {
        if (queueCapacity < 1 || queueCapacity > 1_000_000) {
            throw new IllegalArgumentException("queue capacity is 1 to 1000000, not " + queueCapacity);
        }
        platform = List.copyOf(platform);
    }

    /** Returns these options with those of one operating system, in the place of earlier ones of that kind. */
    public SubscribeOptions withPlatform(PlatformOptions options) {
        return new SubscribeOptions(
                queueCapacity, overflow, preferIndications, PlatformOptions.with(platform, options));
    }
}
