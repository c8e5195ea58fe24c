// SPDX-License-Identifier: Apache-2.0
package org.ravning.core.dispatch;

/** A task that runs later unless it is cancelled. */
@FunctionalInterface
public interface Alarm {
    /** Lets it not run, if it has not begun. */
    void cancel();
}
