// SPDX-License-Identifier: Apache-2.0
package org.ravning.cli;

import java.time.Duration;
import java.util.function.Consumer;
import org.ravning.api.BleAdapters;

/**
 * The wait for the backends of a program that just started: each says what it found, also that it found nothing.
 *
 * @param silent how long until the user hears what is being waited for
 * @param longest how long altogether
 */
record LookAround(Duration silent, Duration longest) {
    /** A backend gives its system ten seconds for each answer. */
    static final LookAround DEFAULT = new LookAround(Duration.ofSeconds(3), Duration.ofSeconds(30));

    /**
     * Waits until each backend has answered.
     *
     * @throws CommandFailure if none has in time
     */
    void await(BleAdapters adapters, Consumer<String> note) throws InterruptedException {
        if (adapters.awaitReady(silent)) {
            return;
        }
        note.accept("waiting for this machine's Bluetooth service to answer");
        if (!adapters.awaitReady(longest.minus(silent)) && adapters.backends().isEmpty()) {
            throw new CommandFailure(
                    "this machine's Bluetooth service did not answer within " + longest.toSeconds() + " s");
        }
    }
}
