// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

/** A thread that runs listeners; no blocking call may be made on it (contract C12). */
final class DispatchThread extends Thread {
    DispatchThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }

    static boolean isCurrent() {
        return Thread.currentThread() instanceof DispatchThread;
    }
}
