// SPDX-License-Identifier: Apache-2.0
package org.ravning.things.table;

import java.util.List;
import org.ravning.profile.api.Decoded;
import org.ravning.profile.api.DeviceModel;
import org.ravning.profile.api.Match;
import org.ravning.profile.api.Profile;
import org.ravning.profile.api.ProfileInfo;
import org.ravning.profile.api.Reading;
import org.ravning.profile.api.StandardProperties;
import org.ravning.profile.api.Value;

/** What can be said of a device that is known by more than its address: whether it is there. */
final class PresenceProfile implements Profile {
    static final PresenceProfile INSTANCE = new PresenceProfile();

    private static final ProfileInfo INFO = new ProfileInfo("presence", "Private device", -200);
    private static final DeviceModel MODEL = DeviceModel.of(null, INFO.title());

    private PresenceProfile() {}

    @Override
    public ProfileInfo info() {
        return INFO;
    }

    @Override
    public Match match() {
        return Match.NONE;
    }

    static Decoded.Readings told(boolean present) {
        return Decoded.Readings.of(MODEL, List.of(new Reading(StandardProperties.PRESENCE, Value.of(present))));
    }
}
