// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.link;

import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.ravning.api.BleCentral;
import org.ravning.things.setting.ThingSettings;
import org.ravning.things.time.Time;

/**
 * What all links share.
 *
 * @param central connects
 * @param settings what is set
 * @param time the time
 * @param workers may wait for devices
 * @param answers hands results to who gave commands
 * @param permits bounds what is done unasked
 * @param random 0 to 1
 */
public record LinkContext(
        BleCentral central,
        ThingSettings settings,
        Time time,
        Executor workers,
        Executor answers,
        Permits permits,
        DoubleSupplier random) {}
