// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.connection;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ravning.core.dispatch.Alarm;
import org.ravning.core.dispatch.CoreThreads;

/** The search of one attempt, which ends when the device is heard or its time is over. */
final class DeviceSearch {
    private final CoreThreads threads;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;
    private DeviceFinder.@Nullable Search search;
    private @Nullable Alarm alarm;

    DeviceSearch(CoreThreads threads) {
        this.threads = threads;
    }

    /**
     * Begins, unless the attempt is over.
     *
     * @param then runs on a worker, perhaps several times, when the device was heard or the time is over
     */
    void begin(Duration limit, Function<Runnable, DeviceFinder.Search> scan, Runnable then) {
        Runnable later = () -> threads.workers().execute(then);
        lock.lock();
        try {
            if (!over) {
                alarm = threads.after(limit, later);
                search = scan.apply(later);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends it, and lets none begin any more. */
    void endForGood() {
        lock.lock();
        try {
            over = true;
        } finally {
            lock.unlock();
        }
        close();
    }

    /** Ends it; returns whether it ran until now. */
    boolean close() {
        DeviceFinder.Search open;
        lock.lock();
        try {
            open = search;
            search = null;
            if (alarm != null) {
                alarm.cancel();
                alarm = null;
            }
        } finally {
            lock.unlock();
        }
        if (open == null) {
            return false;
        }
        open.close();
        return true;
    }
}
