// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.util.Map;
import org.ravning.api.health.Health;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the session is, in one line for people; a line that is new is logged. One thread says, any may ask. */
final class Status {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** What was said last. */
    private record Said(Health.Level level, String line) {}

    private volatile Said said;

    Status(String line) {
        said = new Said(Health.Level.WARN, line);
    }

    void say(Health.Level level, String line) {
        boolean told = line.equals(said.line());
        said = new Said(level, line);
        if (told) {
            return;
        }
        if (level == Health.Level.ERROR) {
            LOG.warn("MQTT: {}; trying again", line);
        } else {
            LOG.info("MQTT: {}", line);
        }
    }

    void leftOut(String why, boolean first) {
        if (first) {
            LOG.warn("MQTT: {} cannot be read and is left out; more are only counted", why);
        } else {
            LOG.debug("left out: {}", why);
        }
    }

    Health health(Map<String, Long> counts) {
        Said now = said;
        return new Health(now.level(), now.line(), counts);
    }
}
