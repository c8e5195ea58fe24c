// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks on a loop that may end meanwhile; what a task throws is logged. */
final class GuardedLoop {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedLoop.class);

    private GuardedLoop() {}

    static void execute(Executor loop, Runnable task) {
        try {
            loop.execute(() -> run(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop has ended", e);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop ended while the session did something", e);
        } catch (RuntimeException e) {
            LOG.error("the MQTT session failed", e);
        }
    }
}
