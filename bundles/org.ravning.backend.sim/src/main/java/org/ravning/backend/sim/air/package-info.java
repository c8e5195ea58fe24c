// SPDX-License-Identifier: Apache-2.0
/**
 * An air built in code: adapters, devices and what happens to them, for tests and demonstrations.
 *
 * <p>An {@link org.ravning.backend.sim.air.Air} stands still until a backend lets it run. Scripts call it from any
 * thread: calls are taken in order by the air's one thread, which also calls every listener.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.ravning.backend.sim.air;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
