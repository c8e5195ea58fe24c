// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.advertisement;

import java.time.Duration;

/**
 * Which advertisements are published.
 *
 * @param enabled whether any are
 * @param interval the time between two of one device; zero publishes each
 * @param thingsOnly whether only those of things are
 */
public record AdvertisementSettings(boolean enabled, Duration interval, boolean thingsOnly) {}
