// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import java.util.List;
import java.util.Map;
import org.ravning.api.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this gateway gets on with the others; told once at each change. */
final class GatewayHealth {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayHealth.class);

    private final String id;
    private volatile Health now;
    private String told;

    GatewayHealth(String id) {
        this.id = id;
        now = new Health(Health.Level.OK, "gateway " + id + " has not heard the others yet", Map.of());
        told = deaf(); // which is no news before the first connection
    }

    /** Takes in how it is; on the loop. */
    void look(Arbiter arbiter, long nanos) {
        List<String> all = arbiter.standing().gateways(nanos);
        Map<String, Long> counters = Map.of(
                "gateways", (long) all.size(), "things", (long) arbiter.things().owned());
        Health.Level level = Health.Level.OK;
        String line = "gateway " + id + " shares the things with " + others(all);
        if (arbiter.standing().hasTwin(nanos)) {
            level = Health.Level.ERROR;
            line = "another gateway has the id " + id + " too; give each its own (gateway in org.ravning.mqtt.cfg)"
                    + (arbiter.standing().yieldsToTwin(nanos) ? "; this one does nothing meanwhile" : "");
        } else if (!arbiter.standing().isThere(nanos)) {
            level = Health.Level.WARN;
            line = deaf();
        }
        now = new Health(level, line, counters);
        if (!line.equals(told)) {
            told = line;
            if (level == Health.Level.ERROR) {
                LOG.error("MQTT: {}", line);
            } else {
                LOG.info("MQTT: {}", line);
            }
        }
    }

    private String deaf() {
        return "gateway " + id + " does not hear itself through the broker, and has no things meanwhile";
    }

    private String others(List<String> all) {
        List<String> others = all.stream().filter(each -> !each.equals(id)).toList();
        return others.isEmpty() ? "nobody now" : String.join(", ", others);
    }

    Health health() {
        return now;
    }
}
