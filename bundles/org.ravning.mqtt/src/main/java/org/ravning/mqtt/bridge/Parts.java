// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.bridge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ravning.api.BleAdapters;
import org.ravning.api.health.HealthSource;
import org.ravning.profile.api.ThingAdministration;
import org.ravning.profile.api.ThingRegistry;

/** The parts of the gateway that are there now. */
public interface Parts {
    /** Returns the things, or null while nobody keeps them. */
    @Nullable
    ThingRegistry things();

    /** Returns what changes things, or null while nobody keeps them. */
    @Nullable
    ThingAdministration administration();

    /** Returns the adapters, or null while there is no core. */
    @Nullable
    BleAdapters adapters();

    /** Returns those that can say how they are. */
    List<HealthSource> health();

    /** Returns the settings that are told, without secrets, by name. */
    Map<String, Object> settings();
}
