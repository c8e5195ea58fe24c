// SPDX-License-Identifier: Apache-2.0
package org.ravning.backend.sim.air;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ConsumerType;
import org.ravning.codec.capture.CaptureReader;

/**
 * How a capture is played.
 *
 * @param name what it is called in messages
 * @param capture opens it
 * @param speed by what the original gaps are divided, from {@link #SLOWEST} to {@link #FASTEST}
 * @param loop whether it begins again when it has ended
 */
public record ReplayPlan(String name, Capture capture, double speed, boolean loop) {
    /** The least speed. */
    public static final double SLOWEST = 0.001;
    /** The greatest speed. */
    public static final double FASTEST = 1_000_000;

    /** Checks the speed. */
    public ReplayPlan {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(capture, "capture");
        if (!(speed >= SLOWEST && speed <= FASTEST)) {
            throw new IllegalArgumentException("a speed is 0.001 to 1000000, not " + speed);
        }
    }

    /** Opens a capture. */
    @FunctionalInterface
    @ConsumerType
    public interface Capture {
        /**
         * Opens it at its beginning.
         *
         * @param problems is told, in one line, of each piece of it that cannot be understood
         * @throws IOException if it cannot be read
         */
        CaptureReader open(Consumer<String> problems) throws IOException;
    }
}
