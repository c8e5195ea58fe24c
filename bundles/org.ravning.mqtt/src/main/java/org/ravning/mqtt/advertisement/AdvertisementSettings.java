// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.advertisement;

import java.time.Duration;

/**
 * Which advertisements are published.
 *
 * @param enabled whether any are
 * @param interval the time between two of one device; zero publishes each
 * @param thingsOnly whether only those of things are
 * @param devices the devices of which they are
 * @param minRssi the weakest signal, in dBm; -128 is any
 */
public record AdvertisementSettings(
        boolean enabled, Duration interval, boolean thingsOnly, AddressPatterns devices, int minRssi) {}
