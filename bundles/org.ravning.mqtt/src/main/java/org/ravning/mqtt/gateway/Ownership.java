// SPDX-License-Identifier: Apache-2.0
package org.ravning.mqtt.gateway;

import com.google.gson.JsonObject;
import org.ravning.profile.api.ThingId;

/** Says which things this gateway speaks for. Any thread may ask. */
public interface Ownership {
    /** A gateway that shares nothing has everything. */
    Ownership ALONE = new Ownership() {
        @Override
        public boolean has(ThingId thing) {
            return true;
        }

        @Override
        public void describe(ThingId thing, JsonObject state) {}
    };

    /** Says whether this gateway has the thing now. */
    boolean has(ThingId thing);

    /** Adds to the state of a thing which gateways hear it, if it is shared. */
    void describe(ThingId thing, JsonObject state);
}
