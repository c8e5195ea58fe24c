// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.thing;

import com.google.gson.JsonObject;
import java.util.Map;
import org.ravning.profile.api.Thing;

/** What is retained for a thing besides its state and availability: what describes it to others. */
public interface Descriptions {
    /** Nothing is. */
    Descriptions NONE = new Descriptions() {
        @Override
        public Map<String, JsonObject> of(Thing thing) {
            return Map.of();
        }

        @Override
        public void removed(Thing thing) {}

        @Override
        public void forgotten(Thing thing) {}
    };

    /** Returns what is to be retained for a thing now, by topic. */
    Map<String, JsonObject> of(Thing thing);

    /** Takes it that a thing is gone for good; whoever published what {@link #of} returned clears that. */
    void removed(Thing thing);

    /** Takes it that a thing is gone here, while somebody else may speak for it. */
    void forgotten(Thing thing);
}
