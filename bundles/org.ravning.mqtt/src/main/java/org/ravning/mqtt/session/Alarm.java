// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.session;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thing that is to be done later; a new one takes the place of the old. For use on the loop only. */
final class Alarm {
    private final ScheduledExecutorService loop;
    private @Nullable Future<?> set;

    Alarm(ScheduledExecutorService loop) {
        this.loop = loop;
    }

    void after(Duration time, Runnable task) {
        cancel();
        set = loop.schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void every(Duration time, Runnable task) {
        cancel();
        set = loop.scheduleWithFixedDelay(task, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void cancel() {
        if (set != null) {
            set.cancel(false);
            set = null;
        }
    }
}
