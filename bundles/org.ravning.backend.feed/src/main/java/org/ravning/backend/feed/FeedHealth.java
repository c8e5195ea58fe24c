// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.feed;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;

/**
 * How the feeds are whose settings cannot be used as they are written now.
 *
 * @param backend what runs by the last good settings, or null if nothing does
 * @param fault what is wrong
 */
record FeedHealth(@Nullable FeedBackend backend, String fault) implements HealthSource {
    @Override
    public String name() {
        return FeedBackend.NAME;
    }

    @Override
    public Health health() {
        if (backend == null) {
            return new Health(Health.Level.ERROR, "off: " + fault, Map.of());
        }
        Health health = backend.health();
        Health.Level level = health.level() == Health.Level.OK ? Health.Level.WARN : health.level();
        return new Health(level, health.summary() + "; " + fault, health.counters());
    }
}
