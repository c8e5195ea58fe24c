// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt;

import java.util.Map;
import org.ravning.api.health.Health;
import org.ravning.api.health.HealthSource;

/** What works, but not by the settings as they are written now. */
record Noted(HealthSource source, String note) implements HealthSource {
    /** Returns a health that is not better than a warning if there is a note. */
    static Health health(Health health, String note) {
        if (note.isEmpty()) {
            return health;
        }
        Health.Level level = health.level() == Health.Level.OK ? Health.Level.WARN : health.level();
        return new Health(level, health.summary() + "; " + note, health.counters());
    }

    /** Returns what says why there is no bridge. */
    static HealthSource off(String why) {
        return new Off(why);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Health health() {
        return health(source.health(), note);
    }

    /** A bridge that is not. */
    private record Off(String why) implements HealthSource {
        @Override
        public String name() {
            return "mqtt";
        }

        @Override
        public Health health() {
            return new Health(Health.Level.ERROR, "off: " + why, Map.of());
        }
    }
}
