// SPDX-License-Identifier: Apache-2.0
package org.ravning.broker;

import java.lang.reflect.Field;
import java.util.List;
import org.apache.activemq.artemis.logs.AuditLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** Artemis' own log of each step of each message, at INFO: in a framework that logs at INFO it would bury all else. */
final class AuditTrail {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private AuditTrail() {}

    /** Turns it off whatever the log's settings; Artemis offers no setting of its own. */
    static void silence() {
        for (AuditLogger trail :
                List.of(AuditLogger.BASE_LOGGER, AuditLogger.RESOURCE_LOGGER, AuditLogger.MESSAGE_LOGGER)) {
            try {
                Field logger = trail.getClass().getDeclaredField("logger");
                logger.setAccessible(true);
                logger.set(trail, NOPLogger.NOP_LOGGER);
            } catch (ReflectiveOperationException e) {
                LOG.warn(
                        "Set the level of org.apache.activemq.audit to WARN: it cannot be silenced from here ({})",
                        e.toString());
                return;
            }
        }
    }
}
